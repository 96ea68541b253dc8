using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Campaigns;

/// <summary>Works through one slice: who may be written to is claimed, rendered, handed over and recorded.</summary>
public sealed class SliceSender(
    CampaignStore campaigns, CampaignLists audience, IListSource lists, CampaignContents contents, LedgerStore ledger, SliceRunFactory runs, SliceTurns turns, TimeProvider clock)
{
    /// <summary>
    /// Runs a slice. May be run again, or by two workers, after a crash at any point: final outcomes stay, a claim is not taken twice, and a
    /// second hand-over carries the same operation id.
    /// </summary>
    public async Task<SliceResult> RunAsync(SliceKey key, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.FindAsync(key.Account, key.Campaign, cancellationToken);
        var stored = await ledger.FindAsync(key, cancellationToken);
        if (campaign is null || stored is null || stored.Slice.IsDone)
            return SliceResult.Done;
        if (campaign.State == CampaignState.Cancelled)
            return await DropAllAsync(key, stored, Outcome.Cancelled);
        if (campaign.State is not (CampaignState.Planning or CampaignState.Sending))
            return SliceResult.Done;
        if ((await audience.OfAsync(campaign, cancellationToken)).Of(key.Bucket) is not { } place
            || await lists.ListAsync(key.Account, place.Name, cancellationToken) is not { } list)
            return await DropAllAsync(key, stored, Outcome.ContactRemoved);
        return await SendAsync(key, campaign, list, place.BucketOf(key.Bucket), stored, cancellationToken);
    }

    private async Task<SliceResult> SendAsync(
        SliceKey key, Campaign campaign, ContactList list, int bucket, StoredSlice stored, CancellationToken cancellationToken)
    {
        var content = await contents.FindAsync(key.Account, key.Campaign, list.Name, campaign.LaunchedAt, cancellationToken)
            ?? throw new InvalidDataException("The content of a launched campaign is gone.");
        var run = runs.Make(key, list, bucket, content, stored.Slice, await turns.BeginAsync(campaign, cancellationToken));
        var recorded = stored.Slice;
        try
        {
            await run.WorkAsync(cancellationToken);
        }
        finally
        {
            // What was handed over is recorded even when the host is stopping or the channel threw.
            await run.GiveBackAsync();
            recorded = await ledger.RecordAsync(key, stored, run.Decided, CancellationToken.None);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new SliceResult(Earliest(run.BusyUntil, recorded));
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? busyUntil, Slice slice)
    {
        var deferred = slice.Entries.Where(e => e.Outcome == Outcome.Deferred).Select(e => (DateTimeOffset?)e.At).Min();
        return busyUntil < deferred || deferred is null ? busyUntil : deferred;
    }

    private async Task<SliceResult> DropAllAsync(SliceKey key, StoredSlice stored, Outcome reason)
    {
        var now = clock.GetUtcNow();
        var decided = stored.Slice.Entries.Select(e => (OutcomeEntry?)OutcomeEntry.Of(reason, e.Attempts, now)).ToList();
        await ledger.RecordAsync(key, stored, decided, CancellationToken.None);
        return SliceResult.Done;
    }
}
