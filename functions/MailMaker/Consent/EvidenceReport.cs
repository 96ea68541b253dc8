using System.Text.Json;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>Checks and writes out the evidence of a list.</summary>
public sealed class EvidenceReport(EvidenceChains chains, ContactStore contacts)
{
    /// <summary>Checks every chain; each fault is a line with the contact's id, which is no address.</summary>
    public async Task<EvidenceCounts> VerifyAsync(ContactList list, TextWriter output, CancellationToken cancellationToken)
    {
        var counts = new EvidenceCounts(0, 0, 0);
        await foreach (var chain in AllAsync(list, cancellationToken))
        {
            var faults = EvidenceChain.Verify(chain.Entries);
            foreach (var fault in faults)
                await output.WriteLineAsync($"{chain.Contact}: {fault.Detail}");
            counts = new(counts.Contacts + 1, counts.Entries + chain.Entries.Count, counts.Broken + (faults.Count > 0 ? 1 : 0));
        }

        return counts;
    }

    /// <summary>Writes every chain as one line of JSON: the contact's id and, while it is on the list, its key; whether the chain holds; and each entry with its hashes.</summary>
    public async Task ExportAsync(ContactList list, TextWriter output, CancellationToken cancellationToken)
    {
        await foreach (var chain in AllAsync(list, cancellationToken))
        {
            var contact = await contacts.FindAsync(list, chain.Contact, cancellationToken);
            var line = new
            {
                contact = chain.Contact.ToString(), key = contact?.Key, holds = EvidenceChain.Verify(chain.Entries).Count == 0, entries = chain.Entries.Select(Entry),
            };
            await output.WriteLineAsync(JsonSerializer.Serialize(line, DefinitionJson.Options).AsMemory(), cancellationToken);
        }
    }

    // The hash is over the event's bytes, so those go along as they are: whoever has the file can check it without us.
    private static object Entry(EvidenceEntry entry) => new
    {
        number = entry.Number, previous = Convert.ToHexStringLower(entry.Previous), hash = Convert.ToHexStringLower(entry.Hash), json = System.Text.Encoding.UTF8.GetString(entry.Json),
    };

    private async IAsyncEnumerable<ContactChain> AllAsync(
        ContactList list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < list.Buckets; bucket++)
        {
            await foreach (var chain in chains.OfBucketAsync(list, bucket, cancellationToken))
                yield return chain;
        }
    }
}
