using System.Collections.Concurrent;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Tests.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Suppressions;

/// <summary>Promise 2 for every way that is not the contact's own link: once acknowledged, no hand-over begins.</summary>
public sealed class SuppressionRaceTests
{
    private const int People = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_handed_over_after_a_suppression_or_a_goodbye_by_address_was_acknowledged_however_the_campaign_races(bool byGoodbye)
    {
        await using var stage = await CampaignStage.WithAsync(People);
        var acknowledged = new ConcurrentDictionary<string, bool>();
        var tooLate = new ConcurrentQueue<string>();
        stage.Channel.Before = async mail =>
        {
            if (acknowledged.ContainsKey(mail.ToAddress))
                tooLate.Enqueue(mail.ToAddress);
            await Task.Yield();
        };
        for (var round = 0; round < 4; round++)
            await stage.LaunchAsync($"c{round}");

        using var ended = new CancellationTokenSource();
        var clock = AdvanceAsync(stage, ended.Token);
        // Without the queue: its locks would run out under a clock that flies.
        var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(round => Task.Run(() => SendAsync(stage, $"c{round}"))));
        await Task.WhenAll(Enumerable.Range(0, People).Select(i => Task.Run(async () =>
        {
            var address = $"person{i}@example.com";
            await LeaveAsync(stage, address, byGoodbye);
            acknowledged[address] = true;
        })));
        await sending;
        await stage.LaunchAsync("after");
        await SendAsync(stage, "after");
        await ended.CancelAsync();
        await clock;

        Assert.Empty(tooLate);
        Assert.Equal(0, (await stage.CountsAsync("after")).Sent);
    }

    private static async Task SendAsync(CampaignStage stage, string campaign)
    {
        foreach (var slice in await stage.SlicesAsync(campaign))
        {
            while ((await stage.RunSliceAsync(slice)).DueAt is not null)
                await Task.Yield();
        }
    }

    private static Task LeaveAsync(CampaignStage stage, string address, bool byGoodbye) => byGoodbye
        ? stage.Services.GetRequiredService<AddressFarewell>().LeaveAsync(
            CampaignStage.Account, null, address, new Goodbye(GoodbyeReason.Mailto, stage.Clock.GetUtcNow()), new("mailto"), default)
        : stage.Door().SuppressAsync(CampaignStage.Account, stage.Of(address), SuppressionStage.Bounce, default);

    // Claims end by the clock alone, which goes as fast as a real one: faster, it would outrun a worker between its look at the clock and its hand-over.
    private static async Task AdvanceAsync(CampaignStage stage, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await Task.Delay(5, CancellationToken.None);
            stage.Clock.Advance(TimeSpan.FromMilliseconds(5));
        }
    }
}
