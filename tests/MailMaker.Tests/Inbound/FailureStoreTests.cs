using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Suppressions;
using MailMaker.Core.Tracking;
using MailMaker.Inbound;
using MailMaker.Lists;
using MailMaker.Testing;
using MailMaker.Tests.SignUp;
using MailMaker.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Inbound;

/// <summary>Addresses that fail again and again.</summary>
public sealed class FailureStoreTests
{
    private const string Ada = "ada@example.com";

    [Fact]
    public async Task Five_failures_on_three_days_end_an_address_and_a_mail_that_is_read_twice_counts_once()
    {
        await using var stage = await InboundStage.OpenAsync();
        var (failures, clock) = Store(stage);
        for (var i = 1; i <= 4; i++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            Assert.False(await failures.AddAsync("acme", Ada, Mail(i), default));
            Assert.False(await failures.AddAsync("acme", Ada, Mail(i), default));
        }

        Assert.False(await failures.AddAsync("other", Ada, Mail(5), default));
        Assert.True(await failures.AddAsync("acme", Ada, Mail(5), default));
        Assert.True(await failures.AddAsync("acme", Ada, Mail(5), default));
        await failures.BeginAnewAsync("acme", Ada, Mail(5), default);
        Assert.False(await failures.AddAsync("acme", Ada, Mail(5), default));
        Assert.False(await failures.AddAsync("acme", Ada, Mail(6), default));
    }

    [Fact]
    public async Task Failures_of_one_bad_night_or_of_long_ago_end_nobody()
    {
        await using var stage = await InboundStage.OpenAsync();
        var (failures, clock) = Store(stage);
        for (var i = 1; i <= 8; i++)
            Assert.False(await failures.AddAsync("acme", Ada, Mail(i), default));
        clock.Advance(TimeSpan.FromDays(31));
        Assert.False(await failures.AddAsync("acme", Ada, Mail(9), default));
    }

    [Fact]
    public async Task An_account_has_its_own_rule()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.App.PutAsync("/api/accounts/acme", new { softBounces = new { count = 2, withinDays = 7, days = 2 } });
        var (failures, clock) = Store(stage);
        Assert.False(await failures.AddAsync("acme", Ada, Mail(1), default));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await failures.AddAsync("acme", Ada, Mail(2), default));
        using var refused = await stage.App.Http.PutAsync(
            "/api/accounts/acme", new StringContent("""{"softBounces":{"count":2,"withinDays":7,"days":3}}"""));
        Assert.Contains("/softBounces", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", true)]
    [InlineData("scanner", true)]
    [InlineData("open", false)]
    [InlineData("click", false)]
    [InlineData("confirmation", false)]
    public async Task Who_read_our_mail_in_between_is_not_ended_by_the_failures_before(string sign, bool isEnded)
    {
        var clock = new ShiftedClock();
        await using var stage = await InboundStage.OpenAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        await stage.App.PutAsync($"/api/accounts/acme/lists/news/contacts/{Ada}", new { email = Ada, trackingConsent = "true" });
        await stage.SendAsync("spring");
        var failures = stage.Get<FailureStore>();
        await FailAsync(1, 4);

        await ShowAsync(stage, sign, clock.GetUtcNow());

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(isEnded, await failures.AddAsync("acme", Ada, Mail(5), default));
        Assert.Equal(isEnded, await failures.AddAsync("acme", Ada, Mail(5), default));
        if (!isEnded)
        {
            await FailAsync(6, 8);
            Assert.True(await failures.AddAsync("acme", Ada, Mail(9), default));
        }

        async Task FailAsync(int first, int last)
        {
            for (var i = first; i <= last; i++)
            {
                clock.Advance(TimeSpan.FromDays(1));
                Assert.False(await failures.AddAsync("acme", Ada, Mail(i), default));
            }
        }
    }

    private static async Task ShowAsync(InboundStage stage, string sign, DateTimeOffset now)
    {
        var list = (await stage.Get<IListSource>().ListAsync("acme", "news", default))!;
        var contact = ContactId.Of(list.Key, Ada);
        if (sign == "confirmation")
        {
            var happened = new ConsentEvent { Kind = ConsentEventKind.Confirmed, At = now, Source = new ConsentSource("form") };
            await stage.Get<EvidenceStore>().RecordAsync(list, contact, happened, default);
        }
        else if (sign != "nothing")
        {
            var campaign = new TrackedCampaign("acme", "spring", now.AddDays(-4), ["https://acme.example/"]);
            var hit = new TrackedHit(sign == "open" ? EventKind.Open : EventKind.Click, 0, now, sign == "scanner" ? MachineSigns.Scanner : MachineSigns.None);
            foreach (var batch in EventBatch.Of([new TrackedEvent(new TrackedMail(campaign, "news", contact), hit)]).SelectMany(b => b))
                await stage.Get<EventStore>().RecordAsync(batch, default);
        }
    }

    [Fact]
    public async Task What_is_kept_of_an_address_does_not_name_it()
    {
        await using var stage = await InboundStage.OpenAsync();
        await Store(stage).Failures.AddAsync("acme", Ada, Mail(1), default);
        await foreach (var row in stage.Get<TableServiceClient>().GetTableClient(CampaignTags.Table).QueryAsync<TableEntity>())
            Assert.DoesNotContain("ada", row.RowKey + string.Join('|', ((IDictionary<string, object?>)row).Values), StringComparison.Ordinal);
    }

    private static MailIdentity Mail(int number) => new((UInt128)(ulong)number << 64);

    private static (FailureStore Failures, FakeClock Clock) Store(InboundStage stage)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));
        return (new FailureStore(stage.Get<TableServiceClient>(), stage.Get<AddressHashes>(), stage.Get<IDefinitions>(), stage.Get<SignsOfLife>(), clock), clock);
    }
}
