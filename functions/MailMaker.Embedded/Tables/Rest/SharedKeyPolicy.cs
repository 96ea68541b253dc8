using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>Signs requests with the account key (REST reference, "Authorize with Shared Key": Shared Key Lite for the Table service).</summary>
internal sealed class SharedKeyPolicy(TableSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc />
    public override void OnSendingRequest(HttpMessage message)
    {
        // The date is the request's own, not the application's: the service refuses one that is 15 minutes off.
        var date = TimeProvider.System.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        var signature = HMACSHA256.HashData(credential.Key, Encoding.UTF8.GetBytes($"{date}\n{Resource(message.Request.Uri.ToUri())}"));
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {credential.AccountName}:{Convert.ToBase64String(signature)}");
    }

    private string Resource(Uri address)
    {
        var component = address.Query.TrimStart('?').Split('&').FirstOrDefault(q => q.StartsWith("comp=", StringComparison.Ordinal));
        return $"/{credential.AccountName}{address.AbsolutePath}{(component is null ? "" : "?" + component)}";
    }
}
