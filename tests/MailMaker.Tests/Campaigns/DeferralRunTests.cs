using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;

namespace MailMaker.Tests.Campaigns;

/// <summary>What a cap holds back waits, is decided again, and ends with the campaign.</summary>
public sealed class DeferralRunTests
{
    private static readonly FrequencyCap OneADay = new(1, CapPeriod.Day);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(5, 2)]
    public async Task Campaigns_that_race_all_reach_everybody_in_the_end_and_never_more_than_the_cap_in_a_day(int campaigns, int cap)
    {
        await using var stage = await CampaignStage.WithAsync(60, new FrequencyCap(cap, CapPeriod.Day));
        var handed = RecordMoments(stage);
        foreach (var campaign in Enumerable.Range(0, campaigns))
            await stage.LaunchAsync($"c{campaign}");
        for (var day = 0; day * cap < campaigns; day++)
        {
            await stage.WorkAsync(workers: 8);
            Assert.All(handed.GroupBy(h => h.Address), g => Assert.Equal(Math.Min(campaigns, cap * (day + 1)), g.Count()));
            stage.Clock.Advance(TimeSpan.FromDays(1));
        }

        var counts = await Task.WhenAll(Enumerable.Range(0, campaigns).Select(c => stage.CountsAsync($"c{c}")));
        Assert.All(counts, c => Assert.Equal((60, 60), (c.Audience, c.Sent)));
        Assert.Equal(60 * campaigns, handed.Select(h => (h.Address, h.Campaign)).Distinct().Count());
    }

    [Fact]
    public async Task Who_waits_holds_no_slot_and_is_decided_again_when_due()
    {
        await using var stage = await CampaignStage.WithAsync(3, OneADay);
        await stage.LaunchAsync("first");
        await stage.WorkAsync();
        await stage.LaunchAsync("second");
        await stage.WorkAsync();
        Assert.Equal(3, (await stage.CountsAsync("second")).Deferred(DeferReason.Capped));
        Assert.DoesNotContain("second", stage.Channel.Handed.Select(h => h.Campaign));

        await stage.SayGoodbyeAsync("person0@example.com");
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await stage.WorkAsync();

        var counts = await stage.CountsAsync("second");
        Assert.Equal((2, 1, 0), (counts.Sent, counts[Outcome.Unsubscribed], counts.Open));
    }

    [Fact]
    public async Task Who_was_removed_or_takes_back_the_consent_while_waiting_is_told_so()
    {
        await using var stage = await CampaignStage.WithAsync(3, OneADay);
        await stage.LaunchAsync("first");
        await stage.WorkAsync();
        await stage.LaunchAsync("second");
        await stage.WorkAsync();

        await stage.RemoveContactAsync("person0@example.com");
        await stage.AddContactAsync("person1@example.com", ",\"consent\":\"false\"");
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await stage.WorkAsync();

        var counts = await stage.CountsAsync("second");
        Assert.Equal((1, 1, 1, 0), (counts.Sent, counts[Outcome.ContactRemoved], counts[Outcome.NotConsented], counts.Open));
    }

    [Fact]
    public async Task Who_would_wait_beyond_the_campaigns_end_is_dropped_at_once_and_the_rest_expires_with_it()
    {
        await using var stage = await CampaignStage.WithAsync(4, OneADay);
        await stage.LaunchAsync("first");
        await stage.WorkAsync();
        await stage.LaunchAsync("second", change: c => c with { ExpiresAt = stage.Clock.GetUtcNow().AddHours(20) });
        await stage.LaunchAsync("third", change: c => c with { ExpiresAt = stage.Clock.GetUtcNow().AddHours(72) });
        await stage.WorkAsync();
        Assert.Equal((4, 4), ((await stage.CountsAsync("second"))[Outcome.Capped], (await stage.CountsAsync("third"))[Outcome.Deferred]));

        stage.Clock.Advance(TimeSpan.FromHours(73));
        await stage.WorkAsync();

        Assert.Equal(4, (await stage.CountsAsync("third"))[Outcome.Expired]);
    }

    [Fact]
    public async Task A_claim_that_waited_for_the_channel_is_given_back_when_the_campaign_ends()
    {
        await using var stage = await CampaignStage.WithAsync(3, OneADay);
        stage.Channel.Answer = _ => new HandOver.TemporaryFailure("4.2.0", TimeSpan.FromMinutes(50));
        await stage.LaunchAsync("first", change: c => c with { ExpiresAt = stage.Clock.GetUtcNow().AddMinutes(10) });
        await stage.WorkAsync();
        Assert.Equal(3, (await stage.CountsAsync("first")).Deferred(DeferReason.Channel));
        stage.Clock.Advance(TimeSpan.FromMinutes(10));
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.WorkAsync();
        Assert.Equal(3, (await stage.CountsAsync("first"))[Outcome.Expired]);

        await stage.LaunchAsync("second");
        await stage.WorkAsync();
        Assert.Equal(3, (await stage.CountsAsync("second")).Sent);
    }

    [Fact]
    public async Task A_slot_that_is_reserved_is_left_to_the_campaign_of_high_priority()
    {
        await using var stage = await CampaignStage.WithAsync(5, new FrequencyCap(2, CapPeriod.Day) { ReservedFor = new ReservedSlots(High: 1) });
        foreach (var campaign in new[] { "news", "more-news" })
            await stage.LaunchAsync(campaign);
        await stage.WorkAsync(workers: 4);
        await stage.LaunchAsync("urgent", change: c => c with { Priority = CampaignPriority.High });
        await stage.WorkAsync();
        Assert.Equal((5, 5), ((await stage.CountsAsync("news")).Sent + (await stage.CountsAsync("more-news")).Sent, (await stage.CountsAsync("urgent")).Sent));
    }

    [Fact]
    public async Task The_accounts_cap_counts_a_person_once_over_all_lists()
    {
        await using var stage = await CampaignStage.WithAsync(40);
        await stage.ChangeAccountAsync(a => a with { Caps = [OneADay] });
        var other = new ContactList { Account = CampaignStage.Account, Name = "shop", Buckets = 2 };
        await stage.DefineAsync(other);
        for (var i = 0; i < 40; i++)
            await stage.AddContactAsync(other, $"person{i}@example.com", $"person{i}@example.com");
        await stage.LaunchAsync("news");
        await stage.LaunchAsync("shop", change: c => c with { List = "shop" });
        await stage.WorkAsync(workers: 6);
        Assert.Equal((40, 40), (stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count()));
        Assert.Equal(40, (await stage.CountsAsync("news"))[Outcome.Deferred] + (await stage.CountsAsync("shop"))[Outcome.Deferred]);

        stage.Clock.Advance(TimeSpan.FromDays(1));
        await stage.WorkAsync(workers: 6);
        Assert.Equal((40, 40), ((await stage.CountsAsync("news")).Sent, (await stage.CountsAsync("shop")).Sent));
    }

    [Fact]
    public async Task A_campaign_writes_to_an_address_once_however_many_contacts_have_it()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.ChangeListAsync(l => l with { Key = KeyKind.Fkey });
        for (var i = 0; i < 60; i++)
            await stage.AddContactAsync(stage.ContactList, $"k{i}", $"person{i % 20}@example.com");
        await stage.LaunchAsync("spring");
        await stage.WorkAsync(workers: 4);
        var counts = await stage.CountsAsync("spring");
        Assert.Equal((60, 20, 40), (counts.Audience, counts.Sent, counts[Outcome.Duplicate]));
        Assert.Equal(20, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
    }

    [Fact]
    public async Task An_address_that_nobody_could_write_to_is_dropped()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddContactAsync(stage.ContactList, "a", "not an address");
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        Assert.Equal(1, (await stage.CountsAsync("spring"))[Outcome.InvalidAddress]);
    }

    private static List<(string Address, string Campaign, DateTimeOffset At)> RecordMoments(CampaignStage stage)
    {
        var handed = new List<(string, string, DateTimeOffset)>();
        stage.Channel.Before = mail =>
        {
            lock (handed)
                handed.Add((mail.ToAddress, mail.Campaign, stage.Clock.GetUtcNow()));
            return Task.CompletedTask;
        };
        return handed;
    }
}
