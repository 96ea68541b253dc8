using MailMaker.Campaigns;
using MailMaker.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

/// <summary>A relay that takes any time that its client waits for, and hosts that are brought the same slice meanwhile.</summary>
internal sealed class SlowRelay(Random random, FakeClock clock, IServiceProvider[] hosts, SliceKey slice)
{
    // All hand-overs that are under way together take no longer than one may.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(165);

    private readonly Lock guard = new();
    private TimeSpan left;
    private int underWay;

    /// <summary>Hand-overs that took longer than the claim they began in.</summary>
    public int Outlasted { get; private set; }

    /// <summary>Brings the slice to any host until nothing of it is left.</summary>
    public async Task WorkAsync()
    {
        for (var due = (DateTimeOffset?)clock.GetUtcNow(); due is not null; due = await RunAsync())
        {
            if (due > clock.GetUtcNow())
                clock.SetUtcNow(due.Value);
        }
    }

    /// <summary>What comes before an answer.</summary>
    public async Task ThinkAsync()
    {
        bool looks;
        TimeSpan by;
        lock (guard)
        {
            if (underWay++ == 0)
                left = Longest;
            by = random.Next(3) == 0 ? left * random.NextDouble() : TimeSpan.FromMilliseconds(random.Next(200));
            by = by < left ? by : left;
            left -= by;
            Outlasted += by > SliceRun.Lease ? 1 : 0;
            looks = random.Next(2) == 0;
        }

        clock.Advance(by);
        if (looks)
            await RunAsync();
        lock (guard)
            underWay--;
    }

    // A host works on a slice once at a time.
    private async Task<DateTimeOffset?> RunAsync()
    {
        IServiceProvider host;
        lock (guard)
            host = hosts[random.Next(hosts.Length)];
        return (await host.GetRequiredService<SliceWorker>().RunAsync(slice, new SliceProgress(), default)).DueAt;
    }
}
