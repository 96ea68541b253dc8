using System.Text.Json;

namespace MailMaker.Campaigns;

/// <summary>Whose data a campaign is shown with: a contact's, or what is given. None of both: a contact without fields.</summary>
public record SampleRequest
{
    /// <summary>The list; the campaign's first when null.</summary>
    public string? List { get; init; }

    /// <summary>A contact's key on that list.</summary>
    public string? Contact { get; init; }

    /// <summary>Fields in place of a contact's: an object of strings.</summary>
    public JsonElement Fields { get; init; }
}
