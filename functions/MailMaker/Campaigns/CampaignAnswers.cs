using System.Collections.Concurrent;
using Azure;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Campaigns;

/// <summary>
/// What channels answered to one campaign's messages, over all its slices that this process works on: most slices of a small campaign have one or two members, too few to tell a
/// recipient's taste from a sender that nobody takes. Thread-safe.
/// </summary>
/// <param name="counts">Asks the ledger for the campaign's counts.</param>
internal sealed class CampaignAnswers(Func<Task<LedgerCounts>> counts)
{
    // Beyond these a domain counts as one of which nothing was taken: it then takes a longer row of its refusals to hold the campaign.
    private const int MostDomains = 1000;

    private readonly Row[] refused = [new(), new()];
    private readonly ConcurrentDictionary<string, bool> taken = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool anyTaken;
    private volatile bool isFull;

    /// <summary>Notes a refusal that seems to be for the sender's sake.</summary>
    /// <param name="channel">The channel that refused.</param>
    /// <param name="domain">Whose server may have said so: the domain of the recipient's address; empty of a number.</param>
    /// <returns>How many in a row speak for the sender's fault, this one included; and whether it may be the domain's own policy.</returns>
    public (int InARow, bool MayBeTheDomains) NoteRefused(MessageChannel channel, ReadOnlySpan<char> domain)
    {
        var isStranger = !domain.IsEmpty && !TookBefore(domain);
        var row = refused[(int)channel];
        lock (row)
        {
            row.All++;
            if (!isStranger || row.Strangers.Add(domain.ToString()))
                row.Witnesses++;
            return (ChannelPressure.InARow(row.All, row.Witnesses), isStranger);
        }
    }

    /// <summary>Notes a message that was taken.</summary>
    /// <param name="channel">The channel that took it.</param>
    /// <param name="domain">The domain of the recipient's address; empty of a number.</param>
    public void NoteTaken(MessageChannel channel, ReadOnlySpan<char> domain)
    {
        // Read before they are written: nearly every message is taken, by many workers.
        if (!anyTaken)
            anyTaken = true;
        if (!isFull && !domain.IsEmpty && !TookBefore(domain))
        {
            taken.TryAdd(domain.ToString(), true);
            isFull = taken.Count >= MostDomains; // asked once a domain: it takes every lock there is
        }

        var row = refused[(int)channel];
        if (Volatile.Read(ref row.All) == 0)
            return;
        lock (row)
        {
            (row.All, row.Witnesses) = (0, 0);
            row.Strangers.Clear();
        }
    }

    /// <summary>Whether a message of the campaign was ever taken, here or by another host.</summary>
    public async Task<bool> AnyTakenAsync()
    {
        try
        {
            if (!anyTaken && (await counts()).Sent > 0)
                anyTaken = true;
        }
        catch (RequestFailedException)
        {
            // Not known: then nobody is dropped for it, and the next refusal asks again.
        }

        return anyTaken;
    }

    private bool TookBefore(ReadOnlySpan<char> domain) => taken.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(domain);

    // Refusals in a row: all of them; those that speak for the sender's fault; and the domains of which nothing was taken yet, each of which is one of these.
    private sealed class Row
    {
        public int All;
        public int Witnesses;

        public HashSet<string> Strangers { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
