using System.Text.Json;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Persons;

/// <summary>Gathers everything that a list knows of a person.</summary>
public sealed class PersonRecords(
    ContactStore contacts, GoodbyeStore goodbyes, ChoiceStore choices, EvidenceStore evidence, SuppressionStore suppressions, PersonIdentities identities, PersonSends sends,
    PersonTracks tracks, TimeProvider clock)
{
    private static readonly string[] Addresses = [BuiltInFields.Email, BuiltInFields.Mobile];

    /// <summary>The record; null when the list knows nothing of the person.</summary>
    /// <param name="list">The list.</param>
    /// <param name="key">The person's key in canonical form.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<PersonRecord?> FindAsync(ContactList list, string key, CancellationToken cancellationToken)
    {
        var id = ContactId.Of(list.Key, key);
        var contact = await contacts.FindAsync(list, id, cancellationToken);
        var left = await goodbyes.FindAsync(list, id, cancellationToken);
        var chosen = await choices.FindAsync(list, id, cancellationToken);
        var chain = await evidence.ReadAsync(list, id, cancellationToken);
        if (contact is null && left is null && chosen.Length == 0 && chain.Count == 0)
            return null;
        var all = await identities.OfAsync(list, id, cancellationToken);
        var sent = await sends.FindAsync(list, all, cancellationToken);
        var tracked = await tracks.FindAsync(list, all, cancellationToken);
        var suppressed = await SuppressionsAsync(list, contact?.Fields, cancellationToken);
        var status = new ContactStatus(left, suppressed.Count > 0 ? suppressed[0].Reason : null, null);
        return new PersonRecord
        {
            Account = list.Account, List = list.Name, DataController = list.DataController, MadeAt = clock.GetUtcNow(), Key = key,
            Fields = contact is null ? null : JsonSerializer.Deserialize<JsonElement>(contact.Fields),
            Status = contact is null && left is null ? "removed" : status.Word(contact is null ? null : FieldsJson.ValueOf(contact.Fields, BuiltInFields.Consent)),
            Left = left,
            Choices = chosen.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(chosen),
            Consents = [.. chain.Select(e => new PersonEvidence(e.Number, Convert.ToHexStringLower(e.Hash), e.Event))],
            ChainFaults = EvidenceChain.Verify(chain),
            Sends = sent,
            Tracks = tracked,
            Suppressions = suppressed,
            Events = Events(chain, sent, tracked),
        };
    }

    private async Task<List<SuppressionAnswer>> SuppressionsAsync(ContactList list, byte[]? fields, CancellationToken cancellationToken)
    {
        var found = new List<SuppressionAnswer>();
        foreach (var address in fields is null ? [] : Addresses.Select(f => FieldsJson.ValueOf(fields, f)).Where(a => !string.IsNullOrEmpty(a)))
        {
            foreach (var scope in (string?[])[null, list.Name])
            {
                if (await suppressions.FindAsync(list.Account, scope, address!, cancellationToken) is { } suppression)
                    found.Add(SuppressionAnswer.Of(suppression));
            }
        }

        return found;
    }

    private static IReadOnlyList<PersonEvent> Events(IReadOnlyList<EvidenceEntry> chain, IReadOnlyList<PersonSend> sent, IReadOnlyList<PersonTrack> tracked) =>
    [
        .. chain.Select(e => e.Event).Select(e => new PersonEvent(e.At, JsonNamingPolicy.CamelCase.ConvertName(e.Kind.ToString()), e.Source.Channel))
            .Concat(sent.Where(s => s.At is not null).Select(s => new PersonEvent(s.At!.Value, "message", $"{s.Campaign}: {s.Outcome}")))
            .Concat(tracked.Where(t => t.FirstPersonAt is not null).Select(t => new PersonEvent(t.FirstPersonAt!.Value, t.Target is null ? "open" : "click", t.Campaign)))
            .OrderBy(e => e.At),
    ];
}
