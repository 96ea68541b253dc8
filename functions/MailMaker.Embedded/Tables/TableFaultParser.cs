using System.Text.Json;
using Azure;
using Azure.Core;

namespace MailMaker.Embedded.Tables;

/// <summary>Finds the error code and the message in a refused request's response: the embedded engine's, or the JSON of the service.</summary>
internal sealed class TableFaultParser : RequestFailedDetailsParser
{
    private static readonly TableFaultParser Instance = new();

    /// <summary>The exception for a refusal.</summary>
    public static RequestFailedException Exception(Response response) => new(response, null, Instance);

    /// <inheritdoc />
    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        error = response is EmbeddedResponse { Fault: { } fault } ? new ResponseError(fault.Code, fault.Message) : Read(response);
        return error is not null;
    }

    private static ResponseError? Read(Response response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            var error = document.RootElement.GetProperty("odata.error");
            return new ResponseError(error.GetProperty("code").GetString(), error.GetProperty("message").GetProperty("value").GetString());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy's answer, say: the status has to do.
            return null;
        }
    }
}
