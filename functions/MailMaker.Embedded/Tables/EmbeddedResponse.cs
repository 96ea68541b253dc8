using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using Azure.Core;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables;

/// <summary>What the service would answer over HTTP: a status, and an ETag where there is one. Its header is written when asked for.</summary>
internal sealed class EmbeddedResponse(int status, long version = 0, TableFault? fault = null) : Response
{
    public static readonly EmbeddedResponse Ok = new(200);
    public static readonly EmbeddedResponse Created = new(201);
    public static readonly EmbeddedResponse Accepted = new(202);
    public static readonly EmbeddedResponse NoContent = new(204);

    /// <summary>Why the request was refused; null when it was not.</summary>
    public TableFault? Fault => fault;

    /// <inheritdoc />
    public override int Status => status;

    /// <inheritdoc />
    public override string ReasonPhrase => ((System.Net.HttpStatusCode)status).ToString();

    /// <inheritdoc />
    public override bool IsError => status >= 400;

    /// <inheritdoc />
    public override Stream? ContentStream { get; set; }

    /// <inheritdoc />
    public override string ClientRequestId { get; set; } = "";

    /// <summary>The response for a fault.</summary>
    public static EmbeddedResponse Refusal(TableFault fault) => new(fault.Status, 0, fault);

    /// <inheritdoc />
    public override void Dispose()
    {
    }

    /// <inheritdoc />
    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name.ToUpperInvariant() switch
        {
            "ETAG" when version != 0 => EntityVersion.ToETag(version),
            "X-MS-ERROR-CODE" => fault?.Code,
            "DATE" when version != 0 => new DateTime(version, DateTimeKind.Utc).ToString("R", CultureInfo.InvariantCulture),
            _ => null,
        };
        return value is not null;
    }

    /// <inheritdoc />
    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }

    /// <inheritdoc />
    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    /// <inheritdoc />
    protected override IEnumerable<HttpHeader> EnumerateHeaders()
    {
        foreach (var name in (string[])["ETag", "x-ms-error-code"])
        {
            if (TryGetHeader(name, out var value))
                yield return new HttpHeader(name, value);
        }
    }
}
