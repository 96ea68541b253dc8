using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using Azure.Core;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>An answer of the data folder, in the shape of the service's.</summary>
internal sealed class FolderResponse : Response
{
    private readonly List<HttpHeader> headers = [];

    public FolderResponse(int status, string reason = "", string? errorCode = null)
    {
        Status = status;
        ReasonPhrase = reason;
        if (errorCode is not null)
            headers.Add(new HttpHeader("x-ms-error-code", errorCode));
    }

    public FolderResponse(int status, ETag etag, DateTimeOffset modifiedAt)
        : this(status)
    {
        headers.Add(new HttpHeader("ETag", etag.ToString("H")));
        headers.Add(new HttpHeader("Last-Modified", modifiedAt.ToString("R", CultureInfo.InvariantCulture)));
    }

    /// <inheritdoc />
    public override int Status { get; }

    /// <inheritdoc />
    public override string ReasonPhrase { get; }

    /// <inheritdoc />
    public override Stream? ContentStream { get; set; }

    /// <inheritdoc />
    public override string ClientRequestId { get; set; } = "";

    /// <inheritdoc />
    public override void Dispose()
    {
    }

    /// <inheritdoc />
    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    /// <inheritdoc />
    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers;

    /// <inheritdoc />
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = headers.FirstOrDefault(h => string.Equals(h.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
        return value is not null;
    }

    /// <inheritdoc />
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
