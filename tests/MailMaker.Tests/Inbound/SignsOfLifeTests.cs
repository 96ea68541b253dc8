using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;
using MailMaker.Inbound;
using MailMaker.Tests.Support;
using MailMaker.Tracking;

namespace MailMaker.Tests.Inbound;

/// <summary>Who still reads our mail is looked up for thousands of addresses together, and for each of them as if it were the only one.</summary>
public sealed class SignsOfLifeTests
{
    private const int People = 40;

    [Fact]
    public async Task The_campaigns_of_an_account_are_read_once_for_all_who_ask_together_or_soon_after()
    {
        using var folder = new TemporaryFolder();
        var fronts = new Counting();
        EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).Fronts = fronts;
        await using var stage = await InboundStage.OpenAsync(existing: folder);
        for (var i = 0; i < People; i++)
            await stage.AddAsync(Person(i));
        await stage.SendAsync("spring");
        var signs = stage.Get<SignsOfLife>();
        var before = fronts.CampaignPages.Count;

        await Task.WhenAll(Enumerable.Range(0, People).Select(i => LastAsync(signs, Person(i))));
        for (var i = 0; i < People; i++)
            await LastAsync(signs, Person(i));

        // The second: all were written to by a campaign that the first reading knows of.
        Assert.InRange(fronts.CampaignPages.Count - before, 1, 2);
    }

    [Fact]
    public async Task A_reading_that_others_share_hides_no_sign_of_a_campaign_that_came_after_it()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.App.PutAsync($"/api/accounts/acme/lists/news/contacts/{Person(0)}", new { email = Person(0), trackingConsent = "true" });
        await stage.SendAsync("spring");
        var signs = stage.Get<SignsOfLife>();
        Assert.Null(await LastAsync(signs, Person(0)));

        await stage.SendAsync("summer");
        // Long after it came: what follows a link at once is a machine.
        var clickedAt = DateTimeOffset.UtcNow.AddHours(1);
        await ClickAsync(stage, "summer", Person(0), clickedAt);

        Assert.Equal(clickedAt.ToUnixTimeSeconds(), (await LastAsync(signs, Person(0)))?.ToUnixTimeSeconds());
    }

    private static string Person(int number) => $"person{number}@example.com";

    private static Task<DateTimeOffset?> LastAsync(SignsOfLife signs, string address) => signs.LastAsync("acme", address, DateTimeOffset.UtcNow.AddDays(-30), default);

    private static async Task ClickAsync(InboundStage stage, string campaign, string address, DateTimeOffset at)
    {
        var tracked = new TrackedCampaign("acme", campaign, at.AddDays(-4), ["https://acme.example/"]);
        var hit = new TrackedHit(EventKind.Click, 0, at, MachineSigns.None);
        foreach (var batch in EventBatch.Of([new TrackedEvent(new TrackedMail(tracked, "news", ContactId.Of(KeyKind.Email, address)), hit)]).SelectMany(b => b))
            await stage.Get<EventStore>().RecordAsync(batch, default);
    }

    private sealed class Counting : ServiceFronts
    {
        /// <summary>Pages of campaigns that were asked for.</summary>
        public ConcurrentQueue<string> CampaignPages { get; } = [];

        public override ITableAccount Before(ITableAccount tables) => new Front(tables, this);

        private sealed class Front(ITableAccount inner, Counting counting) : PassedTables(inner)
        {
            public override Task<Page<TableEntity>> QueryAsync(
                string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
            {
                if (filter?.Contains("campaign|", StringComparison.Ordinal) == true)
                    counting.CampaignPages.Enqueue(filter);
                return Inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
            }
        }
    }
}
