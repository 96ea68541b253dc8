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

    [Theory]
    // The night to 29 March has no 02:30 in Rome: it comes at 03:30, which is 01:30 UTC. The night to 25 October has two: the first is at 00:30 UTC.
    [InlineData("2026-03-28T22:00Z", "2026-03-29T02:30", "2026-03-29T01:30Z")]
    [InlineData("2026-10-24T22:00Z", "2026-10-25T02:30", "2026-10-25T00:30Z")]
    [InlineData("2026-10-24T22:00Z", "2026-10-25T03:00", "2026-10-25T02:00Z")]
    public async Task In_a_night_of_a_clock_change_each_is_held_to_the_minute_by_its_own_zone_or_the_lists(string launch, string localTime, string due)
    {
        await using var stage = await CampaignStage.WithAsync(0);
        stage.Clock.Advance(Moment(launch) - stage.Clock.GetUtcNow());
        await stage.ChangeListAsync(l => l with { TimeZone = "Europe/Rome" });
        await stage.AddContactAsync("rome@example.com", ""","timeZone":"Europe/Rome" """);
        await stage.AddContactAsync("mars@example.com", ""","timeZone":"Mars/Base" """);
        await stage.AddContactAsync("nowhere@example.com");
        await stage.LaunchAsync("spring", change: c => c with { Schedule = new() { LocalTime = localTime } });

        await stage.WorkAsync();
        stage.Clock.Advance(Moment(due) - stage.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));
        await stage.WorkAsync();
        Assert.Empty(stage.Channel.Handed);
        Assert.Equal((3, 3), ((await stage.CountsAsync("spring")).Deferred(DeferReason.Schedule), (await stage.CountsAsync("spring")).Audience));

        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.WorkAsync();
        Assert.Equal(3, stage.Channel.Handed.Count);
        stage.Clock.Advance(TimeSpan.FromHours(3));
        await stage.WorkAsync();
        Assert.Equal((3, 3), (stage.Channel.Handed.Count, (await stage.CountsAsync("spring")).Sent));
    }

    [Fact]
    public async Task Whose_time_lies_in_quiet_hours_waits_on_until_they_end()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        await stage.ChangeListAsync(l => l with { QuietHours = new("10:00", "12:00") });
        await stage.LaunchAsync("spring", change: c => c with { Schedule = new() { LocalTime = "2026-03-10T10:30" } });

        await stage.WorkAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(90));
        await stage.WorkAsync();
        Assert.Equal(1, (await stage.CountsAsync("spring")).Deferred(DeferReason.QuietHours));
        stage.Clock.Advance(TimeSpan.FromMinutes(90));
        await stage.WorkAsync();

        Assert.Single(stage.Channel.Handed);
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

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
