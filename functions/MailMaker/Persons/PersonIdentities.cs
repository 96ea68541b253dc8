using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Persons;

/// <summary>The identities that a contact has and had: its key may have been changed, and the ledger and old links name the one of their time.</summary>
public sealed class PersonIdentities(EvidenceStore evidence)
{
    /// <summary>All of them, the present one first.</summary>
    public async Task<IReadOnlyList<ContactId>> OfAsync(ContactList list, ContactId id, CancellationToken cancellationToken)
    {
        var identities = new List<ContactId> { id };
        foreach (var entry in await evidence.ReadAsync(list, id, cancellationToken))
        {
            if (entry.Event is { Kind: ConsentEventKind.KeyChanged, Source.Reference: { } before } && ContactId.TryParse(before, out var earlier) && !identities.Contains(earlier))
                identities.Add(earlier);
        }

        return identities;
    }
}
