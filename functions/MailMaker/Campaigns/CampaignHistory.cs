using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>Where a campaign stood when it was looked at within the last minute, in this process. Thread-safe.</summary>
internal sealed class CampaignHistory
{
    // Finding out when those who wait are due takes a look at every slice.
    private static readonly TimeSpan DueKeptFor = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(1);

    private readonly Lock guard = new();
    private readonly List<ProgressSample> samples = [];
    private DueRange? due;
    private DateTimeOffset dueAt = DateTimeOffset.MinValue;

    /// <summary>The samples before a new one, which is kept for the next time.</summary>
    public IReadOnlyList<ProgressSample> Samples(ProgressSample now)
    {
        lock (guard)
        {
            samples.RemoveAll(s => s.At < now.At - CampaignProgress.Window || s.At > now.At);
            ProgressSample[] before = [.. samples];
            if (samples.Count == 0 || now.At - samples[^1].At >= Apart)
                samples.Add(now);
            return before;
        }
    }

    /// <summary>When those who wait are due, looked up again only from time to time.</summary>
    public async Task<DueRange?> DueAsync(Func<Task<DueRange?>> read, DateTimeOffset now)
    {
        lock (guard)
        {
            if (now - dueAt < DueKeptFor && now >= dueAt && due is { } known && known.Last > now)
                return known;
        }

        var found = await read();
        lock (guard)
            (due, dueAt) = (found, now);
        return found;
    }
}
