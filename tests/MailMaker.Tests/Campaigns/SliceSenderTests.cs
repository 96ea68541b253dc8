using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;

namespace MailMaker.Tests.Campaigns;

public sealed class SliceSenderTests
{
    private static readonly FrequencyCap OneADay = new(1, CapPeriod.Day);

    [Fact]
    public async Task Everybody_gets_one_mail_and_the_ledger_sums_to_the_audience()
    {
        await using var stage = await CampaignStage.WithAsync(contacts: 250);
        await stage.LaunchAsync("spring");
        await stage.WorkAsync(workers: 4);
        var counts = await stage.CountsAsync("spring");
        Assert.Equal((250, 250, 0), (counts.Audience, counts.Sent, counts.Open));
        Assert.Equal(250, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
        Assert.Equal(250, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task Each_one_not_written_to_has_a_reason()
    {
        await using var stage = await CampaignStage.WithAsync(contacts: 2);
        await stage.AddContactAsync("no@example.com", ""","consent":"false" """);
        await stage.AddContactAsync("gone@example.com");
        await stage.SayGoodbyeAsync("gone@example.com");
        await stage.AddContactAsync("refused@example.com");
        stage.Channel.Answer = m => m.ToAddress == "refused@example.com" ? new HandOver.PermanentFailure("5.1.1") : new HandOver.Accepted("");
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        var counts = await stage.CountsAsync("spring");
        Assert.Equal((5, 2), (counts.Audience, counts.Sent));
        Assert.Equal(["channelRefused", "notConsented", "unsubscribed"], counts.DroppedByReason().Keys.Order());
    }

    [Fact]
    public async Task A_second_campaign_of_the_day_is_dropped_by_the_cap_and_one_of_the_next_day_is_not()
    {
        await using var stage = await CampaignStage.WithAsync(30, OneADay);
        await stage.LaunchAsync("monday");
        await stage.WorkAsync();
        await stage.LaunchAsync("monday-again", change: c => c with { WhenCapped = WhenCapped.Drop });
        await stage.WorkAsync();
        Assert.Equal(30, (await stage.CountsAsync("monday-again"))[Outcome.Capped]);
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await stage.LaunchAsync("tuesday");
        await stage.WorkAsync();
        Assert.Equal(30, (await stage.CountsAsync("tuesday")).Sent);
    }

    [Fact]
    public async Task In_quiet_hours_the_message_waits_for_the_contacts_own_morning()
    {
        await using var stage = await CampaignStage.WithAsync(3);
        await stage.ChangeListAsync(l => l with { QuietHours = new QuietHours("21:00", "09:30") });
        await stage.AddContactAsync("seoul@example.com", ""","timeZone":"Asia/Seoul" """);
        await stage.LaunchAsync("spring");

        await stage.WorkAsync();

        Assert.Equal((1, 3), ((await stage.CountsAsync("spring")).Sent, (await stage.CountsAsync("spring"))[Outcome.Deferred]));
        stage.Clock.Advance(TimeSpan.FromMinutes(30));
        await stage.WorkAsync();
        Assert.Equal(4, (await stage.CountsAsync("spring")).Sent);
        Assert.Equal(4, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task Who_leaves_while_the_message_waits_gets_none()
    {
        await using var stage = await CampaignStage.WithAsync(2);
        await stage.ChangeListAsync(l => l with { QuietHours = new QuietHours("21:00", "09:30") });
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        await stage.SayGoodbyeAsync("person0@example.com");
        stage.Clock.Advance(TimeSpan.FromMinutes(30));

        await stage.WorkAsync();

        Assert.Equal((1, 1), ((await stage.CountsAsync("spring")).Sent, (await stage.CountsAsync("spring"))[Outcome.Unsubscribed]));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 2)]
    public async Task Campaigns_that_race_for_the_same_contacts_never_exceed_the_cap_and_use_it_up(int campaigns, int cap)
    {
        await using var stage = await CampaignStage.WithAsync(120, new FrequencyCap(cap, CapPeriod.Day));
        foreach (var campaign in Enumerable.Range(0, campaigns))
            await stage.LaunchAsync($"c{campaign}", change: c => c with { WhenCapped = WhenCapped.Drop });
        await stage.WorkAsync(workers: 8);
        var perContact = stage.Channel.Handed.GroupBy(h => h.Address).Select(g => g.Count()).ToList();
        Assert.Equal(120, perContact.Count);
        Assert.All(perContact, n => Assert.Equal(cap, n));
        var counts = await Task.WhenAll(Enumerable.Range(0, campaigns).Select(c => stage.CountsAsync($"c{c}")));
        Assert.All(counts, c => Assert.Equal((120, 0), (c.Audience, c.Open)));
        Assert.Equal(120 * cap, counts.Sum(c => c.Sent));
    }

    [Fact]
    public async Task A_slice_that_is_run_again_sends_nothing_again()
    {
        await using var stage = await CampaignStage.WithAsync(40);
        await stage.LaunchAsync("spring");
        await stage.WorkAsync();
        foreach (var slice in await stage.SlicesAsync("spring"))
            Assert.Equal(SliceResult.Done, await stage.RunSliceAsync(slice));
        Assert.Equal(40, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task Planning_again_after_a_crash_plans_nobody_twice()
    {
        await using var stage = await CampaignStage.WithAsync(150);
        await stage.LaunchAsync("spring");
        await stage.AddContactAsync("late@example.com");
        await stage.PlanAsync("spring");
        await stage.WorkAsync();
        var counts = await stage.CountsAsync("spring");
        Assert.InRange(counts.Audience, 150, 151);
        Assert.Equal(counts.Audience, counts.Sent);
        Assert.Equal(stage.Channel.Handed.Count, stage.Channel.Handed.Select(h => h.Address).Distinct().Count());
    }

    [Fact]
    public async Task A_worker_that_dies_after_hand_overs_leaves_the_same_operation_ids_to_the_next_and_the_cap_is_counted_once()
    {
        await using var stage = await CampaignStage.WithAsync(20, OneADay);
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        var offered = new List<Guid>();
        stage.Channel.Before = mail =>
        {
            lock (offered)
                offered.Add(mail.OperationId);
            return offered.Count == 5 ? throw new IOException("The worker died.") : Task.CompletedTask;
        };
        await Assert.ThrowsAsync<IOException>(() => stage.RunSliceAsync(slice));
        // Its claim is still alive: the next worker waits for it.
        Assert.NotNull((await stage.RunSliceAsync(slice)).DueAt);
        stage.Clock.Advance(SliceRun.Lease);
        await stage.RunSliceAsync(slice);
        await stage.WorkAsync();
        var counts = await stage.CountsAsync("spring");
        Assert.Equal((20, 20), (counts.Audience, counts.Sent));
        Assert.Equal(2, offered.Count(o => o == offered[4]));
        Assert.Equal(20, stage.Channel.Handed.Select(h => h.OperationId).Distinct().Count());
    }

    [Fact]
    public async Task A_goodbye_said_while_the_slice_is_under_way_is_kept_once_the_claim_has_run_out()
    {
        await using var stage = await CampaignStage.WithAsync(60);
        await stage.LaunchAsync("spring");
        var slice = (await stage.SlicesAsync("spring"))[0];
        var stored = (await stage.Ledger.FindAsync(slice, default))!;
        var last = Enumerable.Range(0, 60).Select(i => $"person{i}@example.com").First(a => CampaignStage.Id(a) == stored.Slice.Members[^1]);
        var leaving = new Lazy<Task>(async () =>
        {
            // While the first mails are handed over the last member leaves, and the channel takes longer than the claim holds.
            await stage.SayGoodbyeAsync(last);
            stage.Clock.Advance(SliceRun.Lease);
        });
        stage.Channel.Before = _ => leaving.Value;
        await stage.RunSliceAsync(slice);
        var after = (await stage.Ledger.FindAsync(slice, default))!.Slice;
        Assert.Equal(Outcome.Unsubscribed, after.Entries[^1].Outcome);
        Assert.All(after.Entries.SkipLast(1), e => Assert.Equal(Outcome.Sent, e.Outcome));
    }

    [Fact]
    public async Task A_failure_for_now_is_tried_again_when_it_is_due_and_counts_once()
    {
        await using var stage = await CampaignStage.WithAsync(6, OneADay);
        await stage.LaunchAsync("spring");
        stage.Channel.Answer = _ => new HandOver.TemporaryFailure("4.2.0");
        await stage.WorkAsync();
        Assert.Equal(6, (await stage.CountsAsync("spring"))[Outcome.Deferred]);
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.WorkAsync();
        Assert.Empty(stage.Channel.Handed);
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        await stage.WorkAsync();
        Assert.Equal(6, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task A_message_that_finds_those_it_came_for_claimed_by_a_worker_that_died_leaves_another_one()
    {
        await using var stage = await CampaignStage.WithAsync(6);
        await stage.LaunchAsync("spring");
        stage.Channel.Answer = _ => new HandOver.TemporaryFailure("4.2.0");
        await stage.WorkAsync();
        stage.Clock.Advance(TimeSpan.FromSeconds(31));
        stage.Channel.Before = _ => throw new IOException("The worker died.");
        foreach (var slice in await stage.SlicesAsync("spring"))
            await Assert.ThrowsAsync<IOException>(() => stage.RunSliceAsync(slice));
        stage.Channel.Before = _ => Task.CompletedTask;
        stage.Channel.Answer = _ => new HandOver.Accepted("");

        await stage.WorkAsync();
        stage.Clock.Advance(SliceRun.Lease);
        await stage.WorkAsync();

        Assert.Equal(6, (await stage.CountsAsync("spring")).Sent);
    }

    [Fact]
    public async Task A_channel_that_never_recovers_is_given_up_and_the_cap_is_given_back()
    {
        await using var stage = await CampaignStage.WithAsync(3, OneADay);
        stage.Channel.Answer = _ => new HandOver.TemporaryFailure("4.2.0");
        await stage.LaunchAsync("spring");
        for (var i = 0; i < 8; i++)
        {
            await stage.WorkAsync();
            stage.Clock.Advance(TimeSpan.FromHours(1.1));
        }

        Assert.Equal(3, (await stage.CountsAsync("spring"))[Outcome.GaveUp]);
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        await stage.LaunchAsync("summer");
        await stage.WorkAsync();
        Assert.Equal(3, (await stage.CountsAsync("summer")).Sent);
    }

    [Fact]
    public async Task A_stopping_host_records_what_was_handed_over()
    {
        await using var stage = await CampaignStage.WithAsync(20);
        await stage.LaunchAsync("spring");
        using var stopping = new CancellationTokenSource();
        stage.Channel.Before = async _ =>
        {
            if (stage.Channel.Handed.Count == 3)
                await stopping.CancelAsync();
        };
        var slice = (await stage.SlicesAsync("spring"))[0];
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stage.RunSliceAsync(slice, stopping.Token));
        Assert.Equal(4, (await stage.CountsAsync("spring")).Sent);
    }
}
