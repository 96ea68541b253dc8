using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>The response of one action in a transaction's answer.</summary>
internal sealed class PartResponse(int status, string reason, IReadOnlyDictionary<string, string> headers, string body) : Response
{
    /// <inheritdoc />
    public override int Status => status;

    /// <inheritdoc />
    public override string ReasonPhrase => reason;

    /// <inheritdoc />
    public override bool IsError => status >= 400;

    /// <inheritdoc />
    public override Stream? ContentStream { get; set; } = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body), writable: false);

    /// <inheritdoc />
    public override string ClientRequestId { get; set; } = "";

    /// <inheritdoc />
    public override void Dispose()
    {
    }

    /// <inheritdoc />
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    /// <inheritdoc />
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }

    /// <inheritdoc />
    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    /// <inheritdoc />
    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(h => new HttpHeader(h.Key, h.Value));
}
