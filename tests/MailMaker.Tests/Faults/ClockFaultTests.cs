using System.Globalization;
using MailMaker.Tests.SignUp;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace MailMaker.Tests.Faults;

/// <summary>A machine whose clock is set wrong and right again while it works: by a day, and by an hour around both changes of summer time.</summary>
public sealed class ClockFaultTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2026-03-15T12:00:00Z", 24, "month")]
    [InlineData("2026-03-29T00:59:57Z", 1, "day")] // Rome: 01:59:57, and 03:00 three seconds later
    [InlineData("2026-10-25T00:59:57Z", 1, "day")] // Rome: 02:59:57, and 02:00 again three seconds later
    public async Task Set_wrong_and_right_again_it_keeps_its_promises(string from, int hours, string per)
    {
        foreach (var seed in Seeds.All())
        {
            var clock = new ShiftedClock();
            clock.Advance(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture) - clock.GetUtcNow());
            var plan = new FaultPlan(seed);
            await using var stage = await FaultStage.StartAsync(plan, seed, configure: b => b.Services.AddSingleton<TimeProvider>(clock), per: per, takes: TimeSpan.FromMilliseconds(100));
            await stage.RunAsync(() => JumpAsync(clock, TimeSpan.FromHours(seed % 2 == 0 ? -hours : hours), new Random(seed)));
            await FaultVerdict.AssertAsync(stage);
            output.WriteLine($"Seed {seed}: {stage.Client.Repeated} calls repeated.");
        }
    }

    private static async Task JumpAsync(ShiftedClock clock, TimeSpan by, Random random)
    {
        foreach (var jump in (TimeSpan[])[by, -by, by, -by])
        {
            await Task.Delay(random.Next(500));
            clock.Advance(jump);
        }

        // What was put off by the wrong clock is due when its time has come.
        clock.Advance(by.Duration() + TimeSpan.FromMinutes(1));
    }
}
