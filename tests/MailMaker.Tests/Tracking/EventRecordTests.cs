using System.Net;
using Azure.Data.Tables;
using MailMaker.Core.Tracking;
using MailMaker.Tests.Support;
using MailMaker.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Tracking;

public sealed class EventRecordTests
{
    private const string Ada = "ada@example.com";

    [Fact]
    public async Task Persons_and_machines_are_counted_apart_by_link_and_by_recipient()
    {
        await using var stage = await TrackingStage.StartAsync();

        await stage.VisitAsync(stage.Pixel(Ada));
        await stage.VisitAsync(stage.Pixel(Ada), "Mozilla/5.0");
        await stage.VisitAsync(stage.Pixel("bob@example.com"), "Mozilla/5.0");
        await stage.VisitAsync(stage.Link(Ada, 0));
        await stage.VisitAsync(stage.Link(Ada, 1));
        await stage.VisitAsync(stage.Link("bob@example.com", 1), headers: ("Sec-Purpose", "prefetch"));
        await stage.VisitAsync(stage.Link("eve@example.com", 1), "");
        var totals = await stage.TotalsAsync();

        Assert.Equal(new ItemTotals(1, 1, 1, 1), totals.Opens);
        Assert.Equal(new ItemTotals(2, 2, 1, 2), totals.Clicks);
        Assert.Equal([new ItemTotals(1, 0, 1, 0), new ItemTotals(1, 2, 1, 2)], totals.Links);
    }

    [Fact]
    public async Task What_comes_before_anybody_could_have_read_it_is_a_scanners()
    {
        await using var stage = await TrackingStage.StartAsync();
        // Ahead, by a host whose clock is: no slow machine makes a reader of whoever follows at once.
        await stage.HandedOverAsync(Ada, stage.Clock.GetUtcNow().AddMinutes(1));
        await stage.HandedOverAsync("bob@example.com", stage.Clock.GetUtcNow().AddSeconds(-30));

        await stage.VisitAsync(stage.Link(Ada, 0));
        await stage.VisitAsync(stage.Link("bob@example.com", 0));

        Assert.Equal(new ItemTotals(1, 1, 1, 1), (await stage.TotalsAsync()).Clicks);
        Assert.Null((await stage.OfAsync(Ada)).ClickedAt);
    }

    [Fact]
    public async Task Without_consent_where_the_law_asks_for_it_nothing_is_kept_of_the_person()
    {
        await using var stage = await TrackingStage.StartAsync(regime: "it");
        await stage.App.PutAsync("/api/accounts/acme/lists/news/contacts/bob@example.com", new { email = "bob@example.com", trackingConsent = "true" });

        foreach (var person in new[] { Ada, "bob@example.com" })
        {
            Assert.Equal(HttpStatusCode.OK, (await stage.VisitAsync(stage.Pixel(person))).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await stage.VisitAsync(stage.Link(person, 1))).StatusCode);
        }

        var totals = await stage.TotalsAsync();
        Assert.Empty((await stage.OfAsync(Ada)).Items);
        Assert.Equal(2, (await stage.OfAsync("bob@example.com")).Items.Count);
        Assert.Equal((new ItemTotals(1, 0, 1, 0), new ItemTotals(2, 0, 1, 0)), (totals.Opens, totals.Clicks));
    }

    [Fact]
    public async Task A_batch_that_is_tried_again_counts_once()
    {
        await using var stage = await TrackingStage.StartAsync();
        var campaign = await stage.App.Services.GetRequiredService<TrackedCampaigns>().FindAsync("acme", TrackingStage.Campaign, "news", default);
        var hit = new TrackedHit(EventKind.Click, 0, stage.Clock.GetUtcNow(), MachineSigns.None);
        var batch = EventBatch.Of([new TrackedEvent(new TrackedMail(campaign!, "news", TrackingStage.Id(Ada)), hit)])[0][0];
        var gone = EventBatch.Of([new TrackedEvent(new TrackedMail(campaign!, "news", TrackingStage.Id("stranger@example.com")), hit)])[0][0];

        foreach (var one in new[] { batch, gone, batch, gone })
            await stage.Events.RecordAsync(one, default);

        Assert.Equal(new ItemTotals(2, 0, 1, 0), (await stage.TotalsAsync()).Clicks);
    }

    [Fact]
    public async Task Whoever_records_at_the_same_time_loses_nothing()
    {
        await using var stage = await TrackingStage.StartAsync();
        var campaign = await stage.App.Services.GetRequiredService<TrackedCampaigns>().FindAsync("acme", TrackingStage.Campaign, "news", default);
        var start = stage.Clock.GetUtcNow();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => stage.Events.RecordAsync(
            EventBatch.Of([new TrackedEvent(new TrackedMail(campaign!, "news", TrackingStage.Id(Ada)), new TrackedHit(EventKind.Click, 0, start.AddSeconds(2 * i), MachineSigns.None))])[0][0], default)));

        Assert.Equal(new ItemTotals(20, 0, 1, 0), (await stage.TotalsAsync()).Clicks);
    }

    [Fact]
    public async Task A_proper_stop_records_what_waits()
    {
        await using var stage = await TrackingStage.StartAsync();
        for (var i = 0; i < 2; i++)
            await stage.VisitAsync(stage.Link(Ada, i));

        await stage.App.DisposeAsync();
        await stage.OpenAsync();

        Assert.Equal(2, (await stage.Events.TotalsAsync("acme", TrackingStage.Campaign, default)).Clicks.Persons);
    }

    [Fact]
    public async Task Nobody_has_to_ask_for_it_to_be_recorded()
    {
        await using var stage = await TrackingStage.StartAsync();

        await stage.VisitAsync(stage.Pixel(Ada));

        await Eventually.HoldsAsync(async () => (await stage.Events.TotalsAsync("acme", TrackingStage.Campaign, default)).Opens.Persons == 1);
    }

    [Fact]
    public async Task The_record_of_a_person_holds_it_and_erasing_takes_it_away_but_the_totals()
    {
        await using var stage = await TrackingStage.StartAsync();
        await stage.VisitAsync(stage.Pixel(Ada));
        await stage.VisitAsync(stage.Link(Ada, 0));
        await stage.Recorder.FlushAsync(default);

        var tracks = (await stage.RecordAsync(Ada)).GetProperty("tracks").EnumerateArray().ToList();
        // Waits to be recorded when the person is erased.
        await stage.VisitAsync(stage.Link(Ada, 1));
        using var erased = await stage.App.Http.DeleteAsync($"/api/accounts/acme/lists/news/contacts/{Ada}?erase=true");
        await stage.VisitAsync(stage.Pixel(Ada));
        await stage.VisitAsync(stage.Link(Ada, 0));

        Assert.Equal(2, tracks.Count);
        Assert.Equal((TrackingStage.Links[0], 1), (tracks[1].GetProperty("target").GetString(), tracks[1].GetProperty("persons").GetInt32()));
        Assert.True(erased.IsSuccessStatusCode);
        Assert.Empty((await stage.OfAsync(Ada)).Items);
        Assert.Equal((1, 3), ((await stage.TotalsAsync()).Opens.Persons, (await stage.TotalsAsync()).Clicks.Persons));
        await foreach (var row in stage.App.Services.GetRequiredService<TableServiceClient>().GetTableClient(EventKeys.Table).QueryAsync<TableEntity>(default(string)))
            Assert.DoesNotContain(TrackingStage.Id(Ada).ToString(), row.RowKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_its_time_what_single_people_did_is_forgotten_and_the_totals_stay()
    {
        await using var stage = await TrackingStage.StartAsync(settings: new() { ["Tracking:KeepDays"] = "30" });
        var forget = ActivatorUtilities.CreateInstance<ForgetEvents>(stage.App.Services);
        await stage.VisitAsync(stage.Link(Ada, 0));
        await stage.Recorder.FlushAsync(default);

        stage.Clock.Advance(TimeSpan.FromDays(29));
        await forget.RunAsync(null!, default);
        Assert.Single((await stage.OfAsync(Ada)).Items);

        stage.Clock.Advance(TimeSpan.FromDays(2));
        await forget.RunAsync(null!, default);
        await stage.VisitAsync(stage.Link(Ada, 1));

        Assert.Empty((await stage.OfAsync(Ada)).Items);
        Assert.Equal(new ItemTotals(2, 0, 1, 0), (await stage.TotalsAsync()).Clicks);
    }

    [Fact]
    public async Task The_ledger_tells_when_each_first_opened_and_clicked_and_the_campaign_how_often()
    {
        await using var stage = await TrackingStage.StartAsync();
        await stage.App.PutAsync("/api/accounts/acme/templates/t", new { subject = "Hello", text = "Hi. {{unsubscribeUrl}}" });
        await stage.App.PutAsync("/api/accounts/acme/campaigns/live", new { list = "news", template = "t" });
        using (var launch = await stage.App.Http.PostAsync("/api/accounts/acme/campaigns/live/launch", null))
            Assert.True(launch.IsSuccessStatusCode, await launch.Content.ReadAsStringAsync());
        await Eventually.HoldsAsync(async () => (await stage.App.GetAsync("/api/accounts/acme/campaigns/live")).GetProperty("campaign").GetProperty("state").GetString() == "completed");
        stage.Clock.Advance(TimeSpan.FromMinutes(5));

        await stage.VisitAsync($"/o/{stage.Token(Ada, "live")}.gif");
        await stage.VisitAsync($"/o/{stage.Token("bob@example.com", "live")}.gif", "curl/8.5.0");
        await stage.Recorder.FlushAsync(default);
        var ledger = (await stage.App.Http.GetStringAsync("/api/accounts/acme/campaigns/live/ledger")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var opens = (await stage.App.GetAsync("/api/accounts/acme/campaigns/live")).GetProperty("tracking").GetProperty("opens");

        Assert.Matches("^ada@example.com,sent,1,[^,]+,,news,email,20[^,]+Z,$", ledger.Single(l => l.StartsWith("ada", StringComparison.Ordinal)));
        Assert.Matches("^bob@example.com,sent,1,[^,]+,,news,email,,$", ledger.Single(l => l.StartsWith("bob", StringComparison.Ordinal)));
        Assert.Equal((1, 1, 1), (opens.GetProperty("persons").GetInt32(), opens.GetProperty("machines").GetInt32(), opens.GetProperty("recipients").GetInt32()));
    }
}
