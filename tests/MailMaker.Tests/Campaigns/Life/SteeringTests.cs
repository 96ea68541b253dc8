using System.Collections.Concurrent;
using System.Diagnostics;
using MailMaker.Tests.Support;
using Xunit.Abstractions;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>Pause, resume and cancel on a campaign whose mails are leaving, in real time.</summary>
public sealed class SteeringTests(ITestOutputHelper output)
{
    private const int Contacts = 2_000;
    private const int Many = 50_000;
    private static readonly TimeSpan PerMail = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task A_second_after_the_answer_to_a_pause_nothing_is_handed_over_and_resumed_each_gets_exactly_one()
    {
        await using var stage = await LifeStage.WithAsync(Contacts);
        var begun = await SendSlowlyAsync(stage);

        await stage.DoAsync("spring", "pause");
        var answered = Stopwatch.GetTimestamp();
        AssertNothingAfterASecond(begun, answered, await StalledAsync());
        Assert.Equal("paused", (await stage.DoAsync("spring", "pause")).GetProperty("state").GetString());
        var held = begun.Count;

        await stage.RestartAsync();
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Equal((held, "paused"), (begun.Count, await stage.StateAsync("spring")));

        await stage.DoAsync("spring", "resume");
        await stage.DoAsync("spring", "resume");
        await stage.UntilAsync("spring", "completed");
        Assert.Equal(Contacts, await stage.CountAsync("spring", "sent"));
        Assert.Equal((Contacts, Contacts), (stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
    }

    [Fact]
    public async Task A_second_after_the_answer_to_a_cancel_nothing_is_handed_over_and_the_ledger_tells_who_was_reached()
    {
        await using var stage = await LifeStage.WithAsync(Contacts);
        var begun = await SendSlowlyAsync(stage);

        await stage.DoAsync("spring", "cancel");
        var answered = Stopwatch.GetTimestamp();
        await stage.DoAsync("spring", "cancel");
        AssertNothingAfterASecond(begun, answered, await StalledAsync());

        await Eventually.HoldsAsync(async () => (await stage.StatusAsync("spring")).GetProperty("campaign").TryGetProperty("completedAt", out _));
        var counts = (await stage.StatusAsync("spring")).GetProperty("counts");
        Assert.Equal(Contacts, counts.GetProperty("audience").GetInt32());
        Assert.Equal(stage.Channel.Handed.Count, counts.GetProperty("sent").GetInt32());
        Assert.Equal(Contacts - stage.Channel.Handed.Count, counts.GetProperty("droppedByReason").GetProperty("cancelled").GetInt32());
    }

    [Fact]
    public async Task At_full_speed_pause_and_cancel_act_within_a_second_and_the_ledger_sums_at_every_look()
    {
        await using var stage = await LifeStage.WithAsync(Many);
        var begun = new ConcurrentQueue<long>();
        stage.Channel.Before = _ =>
        {
            begun.Enqueue(Stopwatch.GetTimestamp());
            // Should the test be late, the campaign is not over before it comes.
            return begun.Count > Many * 9 / 10 ? Task.Delay(TimeSpan.FromSeconds(1)) : Task.CompletedTask;
        };
        await stage.DefineAsync("spring");
        await stage.DoAsync("spring", "launch");

        await Eventually.HoldsAsync(() => Task.FromResult(begun.Count > Many / 10));
        await StopAsync(stage, begun, "pause");
        var held = begun.Count;
        await Eventually.HoldsAsync(async () => await SentInSumAsync(stage) == held);
        await stage.DoAsync("spring", "resume");
        await Eventually.HoldsAsync(() => Task.FromResult(begun.Count > held + (Many / 10)));
        await SentInSumAsync(stage);
        await StopAsync(stage, begun, "cancel");
        await Eventually.HoldsAsync(async () => (await stage.StatusAsync("spring")).GetProperty("campaign").TryGetProperty("completedAt", out _));

        Assert.Equal(begun.Count, await SentInSumAsync(stage));
        Assert.Equal(begun.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
        Assert.Equal(Many - begun.Count, (await stage.StatusAsync("spring")).GetProperty("counts").GetProperty("droppedByReason").GetProperty("cancelled").GetInt32());
    }

    private static async Task<ConcurrentQueue<long>> SendSlowlyAsync(LifeStage stage)
    {
        var begun = new ConcurrentQueue<long>();
        stage.Channel.Before = _ =>
        {
            begun.Enqueue(Stopwatch.GetTimestamp());
            return Task.Delay(PerMail);
        };
        await stage.DefineAsync("spring");
        await stage.DoAsync("spring", "launch");
        await Eventually.HoldsAsync(() => Task.FromResult(begun.Count > 100));
        return begun;
    }

    private async Task StopAsync(LifeStage stage, ConcurrentQueue<long> begun, string verb)
    {
        await stage.DoAsync("spring", verb);
        var answered = Stopwatch.GetTimestamp();
        AssertNothingAfterASecond(begun, answered, await StalledAsync(), Many);
    }

    private static async Task<int> SentInSumAsync(LifeStage stage)
    {
        var counts = (await stage.StatusAsync("spring")).GetProperty("counts");
        Assert.Equal(Many, new[] { "pending", "deferred", "sent", "dropped" }.Sum(c => counts.GetProperty(c).GetInt32()));
        return counts.GetProperty("sent").GetInt32();
    }

    // Two seconds go by in which the process may work. The longest that the machine kept it from that meanwhile is no fault of the product.
    private static async Task<TimeSpan> StalledAsync()
    {
        var (watch, longest) = (Stopwatch.StartNew(), TimeSpan.Zero);
        for (var tick = 0; tick < 200; tick++)
        {
            var before = watch.Elapsed;
            await Task.Delay(Tick);
            var late = watch.Elapsed - before - Tick;
            longest = late > longest ? late : longest;
        }

        return longest;
    }

    private void AssertNothingAfterASecond(ConcurrentQueue<long> begun, long answered, TimeSpan stalled, int contacts = Contacts)
    {
        Assert.True(begun.Count < contacts, "The campaign was over before it was stopped: the test says nothing.");
        var after = begun.Where(b => b > answered).ToList();
        var last = after.Count == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(answered, after.Max());
        output.WriteLine($"After the answer {after.Count} hand-overs began, the last {last.TotalMilliseconds:F0} ms later.");
        Assert.True(last < TimeSpan.FromSeconds(1) + stalled, $"A hand-over began {last.TotalMilliseconds:F0} ms after the answer, in a process that stood still for {stalled.TotalMilliseconds:F0} ms.");
    }
}
