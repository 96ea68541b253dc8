using MailMaker.Core.Campaigns;

namespace MailMaker.Tests.Campaigns.Life;

public sealed class LocalTimeTests
{
    [Fact]
    public async Task Each_recipient_gets_it_at_that_time_in_its_own_zone()
    {
        // 09:00 UTC on 10 March: 18:00 in Seoul, 10:00 in Rome.
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync("seoul@example.com", ""","timeZone":"Asia/Seoul" """);
        await stage.AddContactAsync("rome@example.com", ""","timeZone":"Europe/Rome" """);
        await stage.AddContactAsync("mars@example.com", ""","timeZone":"Mars/Base" """);
        await stage.LaunchAsync("spring");
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { Schedule = new() { LocalTime = "2026-03-10T10:30" } }, default);

        await stage.WorkAsync();
        Assert.Equal(["seoul@example.com"], stage.Channel.Handed.Select(h => h.Address));
        Assert.Equal(2, (await stage.CountsAsync("spring")).Deferred(DeferReason.Schedule));

        stage.Clock.Advance(TimeSpan.FromMinutes(30));
        await stage.WorkAsync();
        Assert.Equal(["seoul@example.com", "rome@example.com"], stage.Channel.Handed.Select(h => h.Address));

        // Who names no zone that exists is in the list's, which is UTC.
        stage.Clock.Advance(TimeSpan.FromMinutes(59));
        await stage.WorkAsync();
        Assert.Equal(2, stage.Channel.Handed.Count);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.WorkAsync();
        Assert.Equal(3, stage.Channel.Handed.Count);
        Assert.Equal(0, (await stage.CountsAsync("spring")).Open);
    }

    [Fact]
    public async Task Who_leaves_while_waiting_for_the_time_gets_nothing()
    {
        await using var stage = await CampaignStage.WithAsync(2);
        await stage.LaunchAsync("spring");
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { Schedule = new() { LocalTime = "2026-03-10T10:30" } }, default);
        await stage.WorkAsync();
        await stage.SayGoodbyeAsync("person0@example.com");

        stage.Clock.Advance(TimeSpan.FromHours(2));
        await stage.WorkAsync();

        Assert.Equal(["person1@example.com"], stage.Channel.Handed.Select(h => h.Address));
    }
}
