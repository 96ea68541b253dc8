using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Core.Suppressions;
using MailMaker.Inbound;
using MailMaker.Testing;

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
        return (new FailureStore(stage.Get<TableServiceClient>(), stage.Get<AddressHashes>(), stage.Get<IDefinitions>(), clock), clock);
    }
}
