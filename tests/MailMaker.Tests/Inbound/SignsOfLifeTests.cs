using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;
using MailMaker.Inbound;
using MailMaker.Testing;
using MailMaker.Tests.SignUp;
using MailMaker.Tests.Support;
using MailMaker.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Inbound;

/// <summary>Who still reads our mail is looked up for thousands of addresses together, and for each of them as if it were the only one.</summary>
public sealed class SignsOfLifeTests
{
    private const int People = 40;

    private readonly ShiftedClock clock = new();

    [Fact]
    public async Task The_campaigns_of_an_account_are_read_once_for_all_who_ask_together_or_soon_after()
    {
        using var folder = new TemporaryFolder();
        var fronts = new Counting();
        EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).Fronts = fronts;
        await using var stage = await OpenAsync(folder);
        for (var i = 0; i < People; i++)
            await stage.AddAsync(Person(i));
        await stage.SendAsync("spring");
        // A minute does not pass, however slow the machine is.
        var signs = ActivatorUtilities.CreateInstance<SignsOfLife>(stage.App.Services, new LaunchedCampaigns(stage.Get<DefinitionStore>(), new FakeClock(clock.GetUtcNow())));
        var before = fronts.CampaignPages.Count;

        await Task.WhenAll(Enumerable.Range(0, People).Select(i => LastAsync(signs, Person(i))));
        for (var i = 0; i < People; i++)
            await LastAsync(signs, Person(i));

        // One more when the app looks by itself just then for campaigns that are under way, as it does once a day.
        Assert.InRange(fronts.CampaignPages.Count - before, 1, 2);
    }

    [Fact]
    public async Task A_reading_that_others_share_hides_no_sign_of_a_campaign_that_came_after_it()
    {
        using var folder = new TemporaryFolder();
        await using var stage = await OpenAsync(folder);
        await stage.App.PutAsync($"/api/accounts/acme/lists/news/contacts/{Person(0)}", new { email = Person(0), trackingConsent = "true" });
        await stage.SendAsync("spring");
        var signs = stage.Get<SignsOfLife>();
        Assert.Null(await LastAsync(signs, Person(0)));

        await stage.SendAsync("summer");
        // Long after it came: what follows a link at once is a machine.
        clock.Advance(TimeSpan.FromHours(1));
        var clickedAt = clock.GetUtcNow();
        await ClickAsync(stage, "summer", Person(0), clickedAt);

        Assert.Equal(clickedAt.ToUnixTimeSeconds(), (await LastAsync(signs, Person(0)))?.ToUnixTimeSeconds());
    }

    private Task<InboundStage> OpenAsync(TemporaryFolder folder) => InboundStage.OpenAsync(b => b.Services.AddSingleton<TimeProvider>(clock), folder);

    private static string Person(int number) => $"person{number}@example.com";

    private Task<DateTimeOffset?> LastAsync(SignsOfLife signs, string address) => signs.LastAsync("acme", address, clock.GetUtcNow().AddDays(-30), default);

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
