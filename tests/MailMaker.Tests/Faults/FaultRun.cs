using Xunit.Abstractions;

namespace MailMaker.Tests.Faults;

/// <summary>Plays a family of faults with every seed.</summary>
internal static class FaultRun
{
    public static async Task PlayAsync(ITestOutputHelper output, params (Fault Fault, double Rate)[] rates)
    {
        foreach (var seed in Seeds.All())
        {
            var plan = new FaultPlan(seed, rates);
            await using var stage = await FaultStage.StartAsync(plan, seed);
            try
            {
                await stage.RunAsync();
                await FaultVerdict.AssertAsync(stage);
            }
            finally
            {
                plan.IsOn = false;
                output.WriteLine($"Seed {seed}: {Told(plan)}; {stage.Client.Repeated} calls repeated, {stage.Failures} failures told.");
            }

            Assert.All(rates, r => Assert.True(plan.Struck.ContainsKey(r.Fault), $"{r.Fault} never struck."));
        }
    }

    public static string Told(FaultPlan plan) => string.Join(", ", plan.Struck.OrderBy(s => s.Key).Select(s => $"{s.Key} {s.Value}"));
}
