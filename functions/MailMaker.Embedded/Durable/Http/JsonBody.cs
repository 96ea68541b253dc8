using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Embedded.Durable.Http;

/// <summary>The body of a request as JSON text.</summary>
/// <param name="IsValid">Whether it is empty or JSON.</param>
/// <param name="Json">The text; null when it is empty.</param>
internal sealed record JsonBody(bool IsValid, string? Json)
{
    /// <summary>Reads a request's body.</summary>
    public static async Task<JsonBody> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        if (string.IsNullOrWhiteSpace(text))
            return new JsonBody(true, null);
        try
        {
            using var document = JsonDocument.Parse(text);
            return new JsonBody(true, document.RootElement.GetRawText());
        }
        catch (JsonException)
        {
            return new JsonBody(false, null);
        }
    }
}
