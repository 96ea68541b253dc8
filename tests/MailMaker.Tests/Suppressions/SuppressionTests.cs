using MailMaker.Consent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;
using MailMaker.Tests.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Suppressions;

public sealed class SuppressionTests
{
    [Fact]
    public async Task What_is_added_is_seen_at_once_also_after_it_was_looked_at_before()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        Assert.Null((await stage.SeenAsync()).Find("news", "ada@example.com"));

        await stage.AddAsync(stage.Of("ada@example.com"), stage.Of("@example.net", SuppressionReason.Manual), stage.Of("bob@example.com", list: "other"));

        var seen = await stage.SeenAsync();
        Assert.Equal(SuppressionReason.HardBounce, seen.Find("news", "ada@example.com"));
        Assert.Equal(SuppressionReason.Manual, seen.Find("news", "who@example.net"));
        Assert.Null(seen.Find("news", "bob@example.com"));
        Assert.Equal(SuppressionReason.HardBounce, seen.Find("other", "bob@example.com"));
        Assert.Null(seen.Find("news", "who@sub.example.net"));
    }

    [Fact]
    public async Task What_is_taken_back_is_seen_at_once_and_what_it_was_stays_on_record()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddAsync(stage.Of("ada@example.com"));
        await stage.SeenAsync();

        var removed = await stage.Store().RemoveAsync(CampaignStage.Account, null, "ada@example.com", "wrote to us", stage.Clock.GetUtcNow(), default);

        Assert.Equal(SuppressionReason.HardBounce, removed?.Reason);
        Assert.Null((await stage.SeenAsync()).Find("news", "ada@example.com"));
        Assert.Null(await stage.Store().FindAsync(CampaignStage.Account, null, "ada@example.com", default));
        Assert.Empty((await stage.Store().PageAsync(CampaignStage.Account, 10, null, null, default)).Suppressions);
        Assert.Null(await stage.Store().RemoveAsync(CampaignStage.Account, null, "ada@example.com", "again", stage.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task A_stronger_reason_takes_the_place_of_a_weaker_one_and_never_the_other_way_round()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddAsync(stage.Of("ada@example.com"));
        await stage.AddAsync(stage.Of("ada@example.com", SuppressionReason.Complaint));
        await stage.AddAsync(stage.Of("ada@example.com", SuppressionReason.SoftBounces));

        Assert.Equal(SuppressionReason.Complaint, (await stage.SeenAsync()).Find("news", "ada@example.com"));
    }

    [Fact]
    public async Task Pages_go_through_all_of_them_and_through_those_that_begin_alike()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        var targets = Enumerable.Range(0, 130).Select(i => $"person{i:D3}@example.com").Append("per/son#?@example.com").ToList();
        await stage.AddAsync([.. targets.Select(t => stage.Of(t))]);

        var found = new List<string>();
        string? continuation = null;
        do
        {
            var page = await stage.Store().PageAsync(CampaignStage.Account, 50, continuation, "per", default);
            found.AddRange(page.Suppressions.Select(s => s.Target));
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(targets.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Equal(10, (await stage.Store().PageAsync(CampaignStage.Account, 50, null, "person01", default)).Suppressions.Count);
    }

    [Fact]
    public async Task An_erased_person_is_known_by_a_keyed_hash_and_by_nothing_else()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddAsync(stage.Of("ada@example.com"), stage.Of("bob@example.com"));
        await stage.SeenAsync();
        var hashes = stage.Services.GetRequiredService<AddressHashes>();

        await stage.Store().EraseAsync(CampaignStage.Account, [hashes.Of(CampaignStage.Account, "news", "email", "ada@example.com")], [(null, "ada@example.com")], stage.Clock.GetUtcNow(), default);

        var seen = await stage.SeenAsync();
        Assert.True(seen.IsErased("news", "email", "ada@example.com"));
        Assert.False(seen.IsErased("other", "email", "ada@example.com"));
        Assert.Null(seen.Find("news", "ada@example.com"));
        Assert.Equal(SuppressionReason.HardBounce, seen.Find("news", "bob@example.com"));
        Assert.DoesNotContain("ada", await stage.PrintAsync(SuppressionKeys.Table), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sender_that_slept_through_thousands_of_changes_reads_everything_anew()
    {
        await using var stage = await CampaignStage.WithAsync(0);
        await stage.AddAsync(stage.Of("first@example.com"));
        await stage.SeenAsync();
        for (var part = 0; part < 12; part++)
            await stage.AddAsync([.. Enumerable.Range(part * 1_000, 1_000).Select(i => stage.Of($"p{i}@example.com"))]);

        var seen = await stage.SeenAsync();

        Assert.Equal(12_000, Enumerable.Range(0, 12_000).Count(i => seen.Find("news", $"p{i}@example.com") is not null));
        Assert.NotNull(seen.Find("news", "first@example.com"));
    }

    [Fact]
    public async Task A_running_campaign_drops_who_is_suppressed_and_says_why()
    {
        await using var stage = await CampaignStage.WithAsync(3);
        await stage.LaunchAsync("spring");

        Assert.True(await stage.Door().SuppressAsync(CampaignStage.Account, stage.Of("person1@example.com"), SuppressionStage.Bounce, default));
        await stage.WorkAsync();

        var counts = await stage.CountsAsync("spring");
        Assert.Equal((2, 1), (counts[Outcome.Sent], counts[Outcome.Suppressed]));
        var chain = await stage.Services.GetRequiredService<EvidenceStore>().ReadAsync(stage.ContactList, CampaignStage.Id("person1@example.com"), default);
        Assert.Equal(ConsentEventKind.Suppressed, Assert.Single(chain).Event.Kind);
    }

    [Fact]
    public async Task Suppressing_twice_for_one_cause_leaves_one_piece_of_evidence()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        await stage.Door().SuppressAsync(CampaignStage.Account, stage.Of("person0@example.com"), SuppressionStage.Bounce, default);

        Assert.False(await stage.Door().SuppressAsync(CampaignStage.Account, stage.Of("person0@example.com"), SuppressionStage.Bounce, default));

        Assert.Single(await stage.Services.GetRequiredService<EvidenceStore>().ReadAsync(stage.ContactList, CampaignStage.Id("person0@example.com"), default));
    }
}
