using System.Collections.Concurrent;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.OptOutFiles;

/// <summary>Lets the people of an opt-out file leave, many at a time, each through the door that everybody goes through.</summary>
public sealed class FileFarewell(
    Farewell farewell, GoodbyeStore goodbyes, RunningClaims claims, EvidenceStore evidence, ContactStore contacts, ContactForwards forwards, ContactFinder finder,
    SuppressionStore suppressions, TimeProvider clock)
{
    // Each is a transaction of its own; the store writes many callers' in one go.
    private const int AtOnce = 64;

    private const string Channel = "optout-file";

    /// <summary>Lets people leave. When it returns, no mail to them begins any more. Done again, it counts the same.</summary>
    public async Task<OptOutCounts> LeaveAsync(ContactList list, OptOutFile file, IReadOnlyList<OptOutEntry> entries, CancellationToken cancellationToken)
    {
        // Two rows about one person can't be taken at once: the second finds that the first was there.
        var different = entries.DistinctBy(e => (e.Kind, e.Value)).ToList();
        await RememberAsync(list, file, different, cancellationToken);
        var owners = await finder.OwnersAsync(list, different.Where(e => e.Kind != list.Key).Select(e => e.Value), cancellationToken);
        var outcomes = new ConcurrentBag<Departure>();
        await Parallel.ForEachAsync(
            different, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (entry, cancellation) => outcomes.Add(await LeaveAsync(list, file, entry, owners, cancellation)));
        return new OptOutCounts
        {
            Rows = entries.Count, Left = outcomes.Count(o => o == Departure.Left), Unknown = outcomes.Count(o => o == Departure.Unknown),
            LeftBefore = outcomes.Count(o => o == Departure.LeftBefore) + entries.Count - different.Count,
        };
    }

    // An address that is not the list's key outlives its contact as a suppression; where it is the key, the goodbye itself waits for a contact who is not there yet.
    private async Task RememberAsync(ContactList list, OptOutFile file, List<OptOutEntry> entries, CancellationToken cancellationToken) => await suppressions.AddAsync(
        list.Account,
        [.. entries.Where(e => e.Kind != list.Key).Select(e => new Suppression(e.Value, list.Name, SuppressionReason.OptOut, clock.GetUtcNow(), $"{Channel}:{file.Id}"))],
        cancellationToken);

    private async Task<Departure> LeaveAsync(
        ContactList list, OptOutFile file, OptOutEntry entry, ILookup<string, ContactId> owners, CancellationToken cancellationToken)
    {
        if (entry.Kind == list.Key)
            return await LeaveAsync(list, ContactId.Of(entry.Kind, entry.Value), file.Reference(entry.Line), cancellationToken);
        var outcome = Departure.Unknown;
        foreach (var contact in owners[entry.Value])
        {
            var one = await LeaveAsync(list, contact, file.Reference(entry.Line), cancellationToken);
            outcome = outcome == Departure.Left ? outcome : one;
        }

        return outcome;
    }

    private async Task<Departure> LeaveAsync(ContactList list, ContactId contact, string reference, CancellationToken cancellationToken)
    {
        var outcome = await IsKnownAsync(list, contact, cancellationToken) ? Departure.Left : Departure.Unknown;
        if (await goodbyes.FindAsync(list, contact, cancellationToken) is null)
        {
            await farewell.LeaveAsync(
                list, contact, new Goodbye(GoodbyeReason.OptOutFile, clock.GetUtcNow()), new ConsentSource(Channel, Reference: reference), cancellationToken);
            return outcome;
        }

        await claims.EndedAsync(list, contact, cancellationToken);
        // Said by this very row, before a crash: it counts as it did then.
        return (await evidence.ReadAsync(list, contact, cancellationToken)).Any(e => e.Event.Source.Reference == reference) ? outcome : Departure.LeftBefore;
    }

    // A client's system may still use a key that was changed here.
    private async Task<bool> IsKnownAsync(ContactList list, ContactId contact, CancellationToken cancellationToken) =>
        await contacts.FindAsync(list, contact, cancellationToken) is not null
        || (await forwards.CurrentAsync(list, contact, cancellationToken) is var current && current != contact
            && await contacts.FindAsync(list, current, cancellationToken) is not null);

    private enum Departure
    {
        Left,
        LeftBefore,
        Unknown,
    }
}
