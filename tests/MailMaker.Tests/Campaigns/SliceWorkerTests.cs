using MailMaker.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

public sealed class SliceWorkerTests
{
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task However_slow_the_channel_is_a_second_message_of_a_slice_begins_no_second_run()
    {
        await using var stage = await CampaignStage.WithAsync(20);
        await stage.LaunchAsync("spring");
        var slices = await stage.SlicesAsync("spring");
        var worker = stage.Services.GetRequiredService<SliceWorker>();
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        stage.Channel.Before = _ =>
        {
            begun.TrySetResult();
            return goOn.Task;
        };
        var first = worker.RunAsync(slices[0], new SliceProgress(), default);
        await begun.Task.WaitAsync(Hang);

        // The claims of those whose mails are on their way are over, and nothing is recorded.
        stage.Clock.Advance(SliceRun.Lease * 5);
        var second = await worker.RunAsync(slices[0], new SliceProgress(), default).WaitAsync(Hang);

        Assert.True(second.IsHeld && second.DueAt > stage.Clock.GetUtcNow());
        goOn.SetResult();
        await first.WaitAsync(Hang);
        Assert.Null((await worker.RunAsync(slices[0], new SliceProgress(), default)).DueAt);
        await worker.RunAsync(slices[1], new SliceProgress(), default);
        Assert.Equal((20, 20), ((await stage.CountsAsync("spring")).Sent, stage.Channel.Handed.Count));
    }

    [Fact]
    public async Task Other_slices_go_on_meanwhile_and_one_whose_run_failed_is_free_again()
    {
        await using var stage = await CampaignStage.WithAsync(20);
        await stage.LaunchAsync("spring");
        var slices = await stage.SlicesAsync("spring");
        var worker = stage.Services.GetRequiredService<SliceWorker>();
        stage.Channel.Before = _ => throw new IOException("The channel broke.");

        await Assert.ThrowsAsync<IOException>(() => worker.RunAsync(slices[0], new SliceProgress(), default));
        stage.Channel.Before = _ => Task.CompletedTask;
        await worker.RunAsync(slices[1], new SliceProgress(), default);
        stage.Clock.Advance(SliceRun.Lease);
        Assert.False((await worker.RunAsync(slices[0], new SliceProgress(), default)).IsHeld);

        Assert.Equal(20, (await stage.CountsAsync("spring")).Sent);
    }
}
