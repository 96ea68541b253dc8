using System.Text;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Tracking;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Tests.Campaigns;

/// <summary>What is told to who watches a campaign of which nobody's outcome moves.</summary>
public sealed class WatchedHealthTests
{
    private static readonly CampaignStatus Sending = new(
        new Campaign { Account = "acme", Name = "spring", List = "news", Template = "t", State = CampaignState.Sending },
        CampaignCounts.Of(new LedgerCounts()), new CampaignProgress(0, null, null, null, null, null), new TrackingCounts(default, default));

    private static readonly CampaignStatus Over = Sending with { Campaign = Sending.Campaign with { State = CampaignState.Completed } };

    [Fact]
    public async Task That_it_stands_or_that_slices_died_is_told() =>
        Assert.Equal(["status", "status", "status", "end"], await WatchAsync(
            Sending, Sending with { Stuck = true }, Sending with { Stuck = true }, Sending with { Stuck = true, DeadSlices = 1, DeadSlicesByReason = new Dictionary<string, int> { ["IOException"] = 1 } }, Over));

    [Fact]
    public async Task What_its_messages_wait_for_is_told()
    {
        var hold = new CampaignHold(MessageChannel.Email, FaultOf.Channel, "4.4.2", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1));
        Assert.Equal(["status", "status", "end"], await WatchAsync(Sending, Sending with { Holds = [hold] }, Sending with { Holds = [hold] }, Over));
    }

    [Fact]
    public async Task Rates_that_change_with_the_clock_are_not() =>
        Assert.Equal(["status", "end"], await WatchAsync(Sending, Sending with { Progress = Sending.Progress with { SentPerSecond = 3 } }, Over));

    private static async Task<IEnumerable<string>> WatchAsync(params CampaignStatus[] looks)
    {
        var next = new Queue<CampaignStatus>(looks.Skip(1));
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { Response = { Body = body } };
        await new CampaignWatch(looks[0], _ => Task.FromResult<CampaignStatus?>(next.Dequeue()), new Hurried(), CancellationToken.None).ExecuteAsync(context);
        return Encoding.UTF8.GetString(body.ToArray()).Split('\n').Where(l => l.StartsWith("event: ", StringComparison.Ordinal)).Select(l => l["event: ".Length..]);
    }

    // Whoever waits goes on at once.
    private sealed class Hurried : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
