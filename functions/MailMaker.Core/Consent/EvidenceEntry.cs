using System.Text.Json;

namespace MailMaker.Core.Consent;

/// <summary>One link of a contact's chain of evidence.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Previous">The hash of the entry before; 32 zero bytes for the first.</param>
/// <param name="Hash">See <see cref="EvidenceChain"/>.</param>
/// <param name="Json">The event as UTF-8 JSON, byte for byte what was hashed.</param>
public sealed record EvidenceEntry(int Number, byte[] Previous, byte[] Hash, byte[] Json)
{
    /// <summary>What happened.</summary>
    /// <exception cref="JsonException">The row was altered into something that is no event; <see cref="EvidenceChain.Verify"/> says so without throwing.</exception>
    public ConsentEvent Event => JsonSerializer.Deserialize<ConsentEvent>(Json, DefinitionJson.Options) ?? throw new JsonException("The event is null.");
}
