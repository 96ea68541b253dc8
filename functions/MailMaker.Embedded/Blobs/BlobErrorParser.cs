using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;

namespace MailMaker.Embedded.Blobs;

/// <summary>Reads a refusal: the code from its header, which answers to HEAD have too, and the message from its body if there is one.</summary>
internal sealed class BlobErrorParser : RequestFailedDetailsParser
{
    public static readonly BlobErrorParser Instance = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        response.Headers.TryGetValue("x-ms-error-code", out var code);
        var (bodyCode, message) = Body(response);
        code ??= bodyCode;
        error = code is null ? null : new ResponseError(code, message ?? response.ReasonPhrase);
        return error is not null;
    }

    private static (string? Code, string? Message) Body(Response response)
    {
        if (response.ContentStream is not { CanSeek: true, Length: > 0 } body)
            return default;
        try
        {
            body.Position = 0;
            var root = XDocument.Load(body).Root;
            // The second line on holds the request id and the time, which headers tell as well.
            return (root?.Element("Code")?.Value, root?.Element("Message")?.Value.Split('\n')[0]);
        }
        catch (XmlException)
        {
            return default;
        }
        finally
        {
            body.Position = 0;
        }
    }
}
