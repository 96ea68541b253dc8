using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Contacts;

/// <summary>
/// The part of a batch that falls into one bucket: read, decide, and write in transactions that hold whole contacts. What somebody else changed in between
/// is read and decided again.
/// </summary>
internal sealed class BucketOfBatch(TableClient contacts, ContactList list, SuppressionSet suppressed, TimeProvider clock)
{
    // Limits of a transaction of the Table service: 100 actions, 4 MiB (binary is base64 there).
    private const int MostActions = 100;
    private const int MostFieldBytes = 2 * 1024 * 1024;
    private const int MostRounds = 10;

    private readonly ContactChange change = new(list);

    /// <summary>Applies what is asked of the contacts and puts each result in its place.</summary>
    public async Task ApplyAsync(List<ContactWork> work, ContactResult[] results, CancellationToken cancellationToken)
    {
        for (var round = 0; round < MostRounds && work.Count > 0; round++)
        {
            await DecideAsync(work, cancellationToken);
            var again = new List<ContactWork>();
            foreach (var together in Transactions(work))
            {
                if (await WriteAsync(together, cancellationToken))
                    Answer(together, results);
                else
                    again.AddRange(together);
            }

            work = again;
        }

        foreach (var place in work.SelectMany(w => w.Items, (w, i) => (w.Key, i.Place)))
            results[place.Place] = new ContactResult(place.Key, ContactResultKind.Conflict);
    }

    private async Task DecideAsync(List<ContactWork> work, CancellationToken cancellationToken)
    {
        var rows = await Task.WhenAll(work.Select(w => ContactRows.ReadAsync(contacts, list, w.Id, cancellationToken)));
        var now = clock.GetUtcNow();
        for (var i = 0; i < work.Count; i++)
            work[i].Decide(list, change, rows[i], suppressed, now);
    }

    private static IEnumerable<List<ContactWork>> Transactions(List<ContactWork> work)
    {
        var (together, actions, bytes) = (new List<ContactWork>(), 0, 0);
        foreach (var contact in work)
        {
            if (together.Count > 0 && (actions + contact.Actions.Count > MostActions || bytes + contact.FieldBytes > MostFieldBytes))
            {
                yield return together;
                (together, actions, bytes) = ([], 0, 0);
            }

            together.Add(contact);
            actions += contact.Actions.Count;
            bytes += contact.FieldBytes;
        }

        if (together.Count > 0)
            yield return together;
    }

    private async Task<bool> WriteAsync(List<ContactWork> together, CancellationToken cancellationToken)
    {
        var actions = together.SelectMany(w => w.Actions).ToList();
        return actions.Count == 0 || await contacts.TrySubmitWithIndexAsync(actions, cancellationToken);
    }

    private static void Answer(List<ContactWork> together, ContactResult[] results)
    {
        foreach (var contact in together)
        {
            for (var i = 0; i < contact.Items.Count; i++)
                results[contact.Items[i].Place] = contact.Results[i];
        }
    }
}
