using Azure;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;

namespace MailMaker.Campaigns;

/// <summary>
/// What channels answered to one campaign's messages, over all its slices that this process works on: most slices of a small campaign have one or two members, too few to tell a
/// recipient's taste from a sender that nobody takes. Thread-safe.
/// </summary>
/// <param name="counts">Asks the ledger for the campaign's counts.</param>
internal sealed class CampaignAnswers(Func<Task<LedgerCounts>> counts)
{
    private readonly int[] refusedInARow = new int[(int)MessageChannel.Sms + 1];
    private volatile bool anyTaken;

    /// <summary>Notes a refusal that seems to be for the sender's sake.</summary>
    /// <returns>How many there were in a row, this one included.</returns>
    public int NoteRefused(MessageChannel channel) => Interlocked.Increment(ref refusedInARow[(int)channel]);

    /// <summary>Notes a message that was taken.</summary>
    public void NoteTaken(MessageChannel channel)
    {
        // Read before they are written: nearly every message is taken, by many workers.
        if (!anyTaken)
            anyTaken = true;
        if (Volatile.Read(ref refusedInARow[(int)channel]) != 0)
            Volatile.Write(ref refusedInARow[(int)channel], 0);
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
}
