using System.Diagnostics;
using Xunit.Abstractions;

namespace MailMaker.Tests.Faults;

/// <summary>Storage and queues that are gone for a while: everything is refused with 503.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task An_outage_in_the_middle_of_a_campaign_delays_it_and_no_more()
    {
        foreach (var seed in Seeds.All())
        {
            var plan = new FaultPlan(seed);
            await using var stage = await FaultStage.StartAsync(plan, seed, takes: TimeSpan.FromMilliseconds(50));
            await stage.RunAsync(() => OutAsync(plan));
            await FaultVerdict.AssertAsync(stage);
            output.WriteLine($"Seed {seed}: {FaultRun.Told(plan)}; {stage.Client.Repeated} calls repeated.");
            foreach (var campaign in stage.Campaigns)
            {
                // No slice was given up for what was no fault of its own.
                var status = await stage.Client.GetAsync($"{FaultStage.Account}/campaigns/{campaign}");
                Assert.False(status.TryGetProperty("deadSlices", out var dead) && dead.ToString() is not ("" or "0" or "{}" or "[]"), status.GetRawText());
            }

            Assert.Equal(0, stage.Failures);
        }
    }

    private static async Task OutAsync(FaultPlan plan)
    {
        plan.IsOut = true;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Gone)
            await Task.Delay(50);
        plan.IsOut = false;
    }
}
