using Azure;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Campaigns;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables;
using MailMaker.Testing;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Campaigns;

/// <summary>How long a reading of an account's campaigns is shared.</summary>
public sealed class LaunchedCampaignsTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private readonly TemporaryFolder folder = new();
    private readonly Slow tables = new();
    private LaunchedCampaigns launched = null!;

    public async Task InitializeAsync()
    {
        var connection = EmbeddedHome.ConnectionString(folder.Path);
        EmbeddedHome.For(connection).Fronts = tables;
        var client = new TableServiceClient(connection);
        await client.CreateTableIfNotExistsAsync(DefinitionStore.Table);
        launched = new LaunchedCampaigns(new DefinitionStore(client), clock);
    }

    public async Task DisposeAsync()
    {
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Within_a_minute_all_who_ask_get_the_same_one()
    {
        var first = await launched.OfAsync("acme", default);
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Same(first, await launched.OfAsync("acme", default));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotSame(first, await launched.OfAsync("acme", default));
    }

    [Fact]
    public async Task One_that_takes_longer_than_it_is_shared_is_good_for_who_waited_for_it()
    {
        tables.Reads = () => clock.Advance(TimeSpan.FromMinutes(2));

        await launched.OfAsync("acme", default);

        Assert.Equal(1, tables.Times);
    }

    [Fact]
    public async Task One_of_a_clock_that_was_set_back_since_is_not_taken()
    {
        var first = await launched.OfAsync("acme", default);
        clock.SetUtcNow(clock.GetUtcNow().AddHours(-1));
        Assert.NotSame(first, await launched.OfAsync("acme", default));
    }

    private sealed class Slow : ServiceFronts
    {
        private const int Most = 5;

        /// <summary>What happens while the campaigns are read.</summary>
        public Action Reads { get; set; } = () => { };

        public int Times { get; private set; }

        public override ITableAccount Before(ITableAccount tables) => new Front(tables, this);

        private sealed class Front(ITableAccount inner, Slow slow) : PassedTables(inner)
        {
            public override Task<Page<TableEntity>> QueryAsync(
                string table, string? filter, int? top, IEnumerable<string>? select, string? continuation, CancellationToken cancellationToken)
            {
                Assert.True(++slow.Times <= Most, "They are read again and again.");
                slow.Reads();
                return Inner.QueryAsync(table, filter, top, select, continuation, cancellationToken);
            }
        }
    }
}
