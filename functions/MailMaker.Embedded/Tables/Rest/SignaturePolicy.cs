using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>Adds a shared access signature to the address of requests; a later try replaces that of the earlier one.</summary>
internal sealed class SignaturePolicy(AzureSasCredential credential) : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc />
    public override void OnSendingRequest(HttpMessage message)
    {
        var signature = credential.Signature.TrimStart('?');
        var query = message.Request.Uri.Query.TrimStart('?');
        if (!query.Contains(signature, StringComparison.Ordinal))
            message.Request.Uri.Query = query.Length == 0 ? "?" + signature : $"?{query}&{signature}";
    }
}
