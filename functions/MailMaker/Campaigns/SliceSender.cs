using MailMaker.Accounts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Lists;

namespace MailMaker.Campaigns;

/// <summary>Works through one slice: who may be written to is claimed, rendered, handed over and recorded.</summary>
public sealed class SliceSender(
    CampaignStore campaigns, CampaignLists audience, IListSource lists, CampaignContents contents, IDefinitions definitions, LedgerStore ledger, SliceRunFactory runs, SliceTurns turns, TimeProvider clock)
{
    /// <summary>
    /// Runs a slice. May be run again, or by two workers, after a crash at any point: final outcomes stay, a claim is not taken twice, and a
    /// second hand-over carries the same operation id.
    /// </summary>
    /// <param name="key">The slice.</param>
    /// <param name="progress">Says whether the run got anywhere, however it ends.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<SliceResult> RunAsync(SliceKey key, SliceProgress progress, CancellationToken cancellationToken)
    {
        var campaign = await campaigns.FindAsync(key.Account, key.Campaign, cancellationToken);
        var stored = await ledger.FindAsync(key, cancellationToken);
        if (campaign is null || stored is null || stored.Slice.IsDone)
            return SliceResult.Done;
        if (campaign.State is not (CampaignState.Planning or CampaignState.Sending or CampaignState.Cancelled))
            return SliceResult.Done;
        if ((await audience.OfAsync(campaign, cancellationToken)).Of(key.Bucket) is not { } place
            || await lists.ListAsync(key.Account, place.Name, cancellationToken) is not { } list)
            return await DropAllAsync(key, stored, campaign.State == CampaignState.Cancelled ? Outcome.Cancelled : Outcome.ContactRemoved);
        var account = await definitions.FindAsync<Account>(key.Account, DefinitionKeys.Account, cancellationToken);
        var task = SliceTask.Of(key, campaign, account?.Value, list, place.BucketOf(key.Bucket), stored.Slice);
        if (campaign.State == CampaignState.Cancelled)
            return await DropRestAsync(task, stored, Outcome.Cancelled, cancellationToken);
        return campaign.ExpiresAt <= clock.GetUtcNow()
            ? await DropRestAsync(task, stored, Outcome.Expired, cancellationToken)
            : await SendAsync(task, campaign, turns.Begin(campaign, account?.Value), stored, progress, cancellationToken);
    }

    private async Task<SliceResult> SendAsync(SliceTask task, Campaign campaign, SliceTurn turn, StoredSlice stored, SliceProgress progress, CancellationToken cancellationToken)
    {
        var content = await contents.FindAsync(task.Key.Account, task.Key.Campaign, task.List.Name, campaign.LaunchedAt, cancellationToken)
            ?? throw new InvalidDataException("The content of a launched campaign is gone.");
        using var record = new SliceRecord(ledger, task.Key, stored, clock, cancellationToken);
        var run = runs.Make(task, content, turn, record);
        run.IsSending = async token => await campaigns.FindAsync(task.Key.Account, task.Key.Campaign, token) is { State: CampaignState.Planning or CampaignState.Sending };
        try
        {
            await run.WorkAsync(cancellationToken);
        }
        finally
        {
            await EndAsync(run, record, progress);
        }

        cancellationToken.ThrowIfCancellationRequested();
        // Whom another worker has claimed is looked at when the claim ends; who is due before that does not wait for it.
        return run.BusyUntil is { } until
            ? new SliceResult(FirstDue(record.Slice, clock.GetUtcNow()) is { } due && due < until ? due : until) { IsHeld = true }
            : new SliceResult(FirstDue(record.Slice, DateTimeOffset.MinValue));
    }

    // What was handed over is recorded even when the host is stopping or the channel threw; some of it may have been recorded although this fails.
    private static async Task EndAsync(SliceRun run, SliceRecord record, SliceProgress progress)
    {
        try
        {
            await GiveBackAsync(run, record);
            await record.RecordAsync(run.Decided);
        }
        finally
        {
            progress.IsMade = record.HasProgress;
        }
    }

    // Who is recorded as dropped is not looked at again, so that its claim must be given back before; what has left must be known all the same.
    private static async Task GiveBackAsync(SliceRun run, SliceRecord record)
    {
        try
        {
            await run.GiveBackAsync();
        }
        catch (Exception e) when (PassingFault.Is(e))
        {
            await record.RecordAsync([.. run.Decided.Select(d => d is { Outcome: Outcome.Sent } ? d : null)]);
            throw;
        }
    }

    private static DateTimeOffset? FirstDue(Slice slice, DateTimeOffset after) =>
        slice.Entries.Where(e => e.Outcome == Outcome.Deferred && e.At > after).Select(e => (DateTimeOffset?)e.At).Min();

    // Claims that are known to have reached nobody are given back; what another worker is handing over at this moment is waited for.
    private async Task<SliceResult> DropRestAsync(SliceTask task, StoredSlice stored, Outcome reason, CancellationToken cancellationToken)
    {
        var decisions = runs.Decide(task);
        await decisions.DropRestAsync(reason, cancellationToken);
        await decisions.GiveBackAsync();
        await ledger.RecordAsync(task.Key, stored, decisions.Decided);
        return new SliceResult(decisions.BusyUntil) { IsHeld = decisions.BusyUntil is not null };
    }

    private async Task<SliceResult> DropAllAsync(SliceKey key, StoredSlice stored, Outcome reason)
    {
        var now = clock.GetUtcNow();
        var decided = stored.Slice.Entries.Select(e => (OutcomeEntry?)OutcomeEntry.Of(reason, e.Attempts, now)).ToList();
        await ledger.RecordAsync(key, stored, decided);
        return SliceResult.Done;
    }
}
