using System.Collections.Concurrent;
using MailMaker.Core.Campaigns;
using MailMaker.Tracking;

namespace MailMaker.Campaigns;

/// <summary>Reads where campaigns stand, for who asks once and for who watches.</summary>
public sealed class CampaignReadings(CampaignStore campaigns, CampaignLists lists, LedgerStore ledger, EventStore events, CampaignHealth health, TimeProvider clock)
{
    /// <summary>How old a shared reading may be: many who watch one campaign cost one reading in that time.</summary>
    public static readonly TimeSpan SharedFor = TimeSpan.FromSeconds(1);

    private const int MostKept = 1000;
    private readonly ConcurrentDictionary<(string, string), SharedReading> shared = new();
    private readonly ConcurrentDictionary<(string, string), CampaignHistory> histories = new();

    /// <summary>Where the campaign stands now; null when there is none.</summary>
    public async Task<CampaignStatus?> ReadAsync(string account, string name, CancellationToken cancellationToken)
    {
        if (await campaigns.FindAsync(account, name, cancellationToken) is not { } campaign)
            return null;
        var buckets = (await lists.OfAsync(campaign, cancellationToken)).BucketCount();
        var totals = await events.TotalsAsync(account, name, cancellationToken);
        var counts = await ledger.CountsAsync(account, name, buckets, cancellationToken);
        var now = clock.GetUtcNow();
        var history = HistoryOf(account, name);
        var due = counts[Outcome.Deferred] > 0 ? await history.DueAsync(() => DueAsync(account, name, buckets, cancellationToken), now) : null;
        var progress = CampaignProgress.Of(campaign, counts, history.Samples(ProgressSample.Of(counts, now)), due, now);
        var status = new CampaignStatus(campaign, CampaignCounts.Of(counts), progress, new TrackingCounts(totals.Opens, totals.Clicks));
        return await health.ExamineAsync(status, counts, cancellationToken);
    }

    /// <summary>Where the campaign stood within the last second: whoever asks in that time shares the reading.</summary>
    public async Task<CampaignStatus?> SharedAsync(string account, string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (shared.Count >= MostKept)
            shared.Clear();
        // No token of a single watcher: its going must not end the others' reading.
        var reading = shared.AddOrUpdate((account, name), _ => New(), (_, known) => known.IsFresh(now) ? known : New());
        return await reading.Status.Value.WaitAsync(cancellationToken);

        SharedReading New() => new(now, new Lazy<Task<CampaignStatus?>>(() => ReadAsync(account, name, CancellationToken.None)));
    }

    private CampaignHistory HistoryOf(string account, string name)
    {
        if (histories.Count >= MostKept)
            histories.Clear();
        return histories.GetOrAdd((account, name), _ => new CampaignHistory());
    }

    private async Task<DueRange?> DueAsync(string account, string name, int buckets, CancellationToken cancellationToken)
    {
        DueRange? due = null;
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            await foreach (var slice in ledger.SlicesAsync(account, name, bucket, cancellationToken))
                due = DueRange.Of(due, slice.Slice);
        }

        return due;
    }
}
