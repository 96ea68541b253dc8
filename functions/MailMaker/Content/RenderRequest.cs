using System.Text.Json;

namespace MailMaker.Content;

/// <summary>What a template is to be shown with.</summary>
public sealed record RenderRequest
{
    /// <summary>The contact's fields: an object of strings.</summary>
    public JsonElement Fields { get; init; }
}
