using Azure;
using Azure.Messaging.ServiceBus;
using MailMaker.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>A slice is given up when its runs come to nothing, not when each of them does a part.</summary>
public sealed class SliceProgressTests
{
    private int failed;

    [Fact]
    public async Task A_slice_whose_every_run_fails_but_reaches_somebody_is_worked_through()
    {
        await using var stage = await StageAsync(30);
        var (run, reachedIn) = (0, -1);
        stage.Channel.Before = _ => reachedIn == run ? throw new TimeZoneNotFoundException() : Task.FromResult(reachedIn = run);
        await stage.LaunchAsync("spring");

        await WorkAsync(stage, beforeRun: () => run++);

        Assert.InRange(failed, 2 * SliceQueue.MostFailures, 30);
        Assert.Equal((30, 30, 30), ((await stage.CountsAsync("spring")).Sent, stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
        Assert.Equal(0, await DeadAsync(stage));
    }

    [Fact]
    public async Task Failures_before_somebody_was_reached_are_forgotten_and_those_after_it_count_anew()
    {
        await using var stage = await StageAsync(2);
        // Nine runs come to nothing, the next one reaches one of the two, and the other one fails for ever.
        stage.Channel.Before = m => failed < SliceQueue.MostFailures - 1 || m.ToAddress == "person1@example.com" ? throw new TimeZoneNotFoundException() : Task.CompletedTask;
        await stage.LaunchAsync("spring");

        await WorkAsync(stage);

        Assert.Equal((1, 1), ((await stage.CountsAsync("spring")).Sent, await DeadAsync(stage)));
        Assert.Equal(2 * SliceQueue.MostFailures, failed);
    }

    [Fact]
    public async Task Failures_of_a_service_in_between_make_none_forgotten()
    {
        await using var stage = await StageAsync(1);
        var calls = 0;
        stage.Channel.Before = _ => ++calls % 2 == 0 ? throw new RequestFailedException(503, "ServerBusy") : throw new TimeZoneNotFoundException();
        await stage.LaunchAsync("spring");

        await WorkAsync(stage);

        Assert.Equal((SliceQueue.MostFailures, 1), (failed, await DeadAsync(stage)));
    }

    // One bucket, so that few make a slice.
    private static async Task<CampaignStage> StageAsync(int contacts)
    {
        var stage = await CampaignStage.WithAsync(0);
        await stage.ChangeListAsync(l => l with { Buckets = 1 });
        for (var i = 0; i < contacts; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        return stage;
    }

    // Through the queue's door, as the host does, until nothing comes any more.
    private async Task WorkAsync(CampaignStage stage, Action? beforeRun = null)
    {
        var door = ActivatorUtilities.CreateInstance<SendSlice>(stage.Services);
        await using var receiver = stage.Services.GetRequiredService<ServiceBusClient>().CreateReceiver(SliceQueue.Name);
        for (var quiet = 0; quiet < 3;)
        {
            await stage.ActivateDueAsync();
            var receiving = receiver.ReceiveMessagesAsync(10, TimeSpan.FromMinutes(2));
            stage.Clock.Advance(TimeSpan.FromMinutes(2));
            var messages = await receiving;
            quiet = messages.Count == 0 ? quiet + 1 : 0;
            foreach (var message in messages)
            {
                beforeRun?.Invoke();
                failed += await Record.ExceptionAsync(() => door.RunAsync(message, new SettledBy(receiver), default)) is null ? 0 : 1;
            }
        }
    }

    private static async Task<int> DeadAsync(CampaignStage stage) =>
        (await stage.Services.GetRequiredService<DeadSlices>().CountAsync(CampaignStage.Account, "spring", default)).Values.Sum();
}
