using System.Text.Json.Serialization;

namespace MailMaker.Persons;

/// <summary>What was erased of a person on one list.</summary>
/// <param name="List">The list.</param>
/// <param name="Contacts">Contacts that were removed: 1, or 0 when the list knew nothing or everything was erased before.</param>
/// <param name="Rows">Rows beside it: goodbye, choices, evidence, what was sent when, what was opened and clicked, the address index.</param>
/// <param name="Campaigns">Ledgers that the person was taken out of.</param>
/// <param name="FileRows">Rows of rejects files that the person was taken out of.</param>
public sealed record Erasure(string List, int Contacts, int Rows, int Campaigns, int FileRows)
{
    /// <summary>Whether anything was there.</summary>
    [JsonIgnore]
    public bool IsEmpty => Contacts + Rows + Campaigns + FileRows == 0;
}
