using MailMaker.Tests.Support;
using Xunit.Abstractions;

namespace MailMaker.Tests.Faults;

/// <summary>A disk that is full, and one that can't be synced.</summary>
public sealed class DiskFaultTests(ITestOutputHelper output)
{
    private const int MostRestarts = 3;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    [Fact]
    public Task Where_commits_find_the_disk_full_it_keeps_its_promises() => FaultRun.PlayAsync(output, (Fault.DiskFull, 0.03));

    [Fact]
    public async Task After_a_failed_sync_nothing_is_written_until_the_restart_and_nothing_is_lost()
    {
        foreach (var seed in Seeds.All())
        {
            var plan = new FaultPlan(seed, (Fault.SyncFailed, 0.02));
            await using var stage = await FaultStage.StartAsync(plan, seed);
            await WhileAsync(c => RestartAfterFaultsAsync(plan, stage, c), stage.RunAsync());
            await FaultVerdict.AssertAsync(stage);
            output.WriteLine($"Seed {seed}: {FaultRun.Told(plan)}; {stage.Client.Repeated} calls repeated.");
            Assert.NotEmpty(plan.Struck);
        }
    }

    [Fact]
    public async Task On_a_small_disk_that_is_full_again_and_again_it_keeps_its_promises()
    {
        using var disk = SmallDisk.TryMount();
        if (disk is null)
        {
            output.WriteLine("No file system can be mounted here: not tested.");
            return;
        }

        foreach (var seed in Seeds.All())
        {
            using var filler = new Filler(disk.Path);
            await using var stage = await FaultStage.StartAsync(new FaultPlan(seed), seed, new TemporaryFolder(disk.Path));
            await WhileAsync(c => filler.FillAgainAndAgainAsync(new Random(seed), 3, () => stage.Client.Repeated > 0, c), stage.RunAsync());
            await FaultVerdict.AssertAsync(stage);
            output.WriteLine($"Seed {seed}: full {filler.Times} times; {stage.Client.Repeated} calls repeated, {stage.Failures} failures told.");
            Assert.True(filler.Times > 0 && stage.Client.Repeated > 0);
        }
    }

    // What an operator, or a service that watches the process, does.
    private static async Task RestartAfterFaultsAsync(FaultPlan plan, FaultStage stage, CancellationToken over)
    {
        for (var seen = 0; !over.IsCancellationRequested;)
        {
            await Task.Delay(Look, CancellationToken.None);
            var struck = plan.Struck.GetValueOrDefault(Fault.SyncFailed);
            if (struck == seen)
                continue;
            plan.IsOn = false;
            await stage.RestartAsync();
            seen = plan.Struck[Fault.SyncFailed];
            plan.IsOn = seen < MostRestarts && !over.IsCancellationRequested;
        }
    }

    private static async Task WhileAsync(Func<CancellationToken, Task> beside, Task work)
    {
        using var over = new CancellationTokenSource();
        var running = beside(over.Token);
        try
        {
            await work;
        }
        finally
        {
            await over.CancelAsync();
            await running;
        }
    }
}
