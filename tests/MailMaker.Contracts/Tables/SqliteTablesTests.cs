using Azure;
using Azure.Data.Tables;
using MailMaker.Embedded.Storage;
using MailMaker.Embedded.Tables.Engine;
using MailMaker.Testing;

namespace MailMaker.Contracts.Tables;

/// <summary>What the tables in a folder promise beyond the service's behaviour: restarts, time, and big pages of nothing.</summary>
public sealed class SqliteTablesTests : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mailmaker-tables-");
    private readonly FakeClock clock = new();
    private EmbeddedHome home = null!;
    private TableClient table = null!;

    public async Task InitializeAsync()
    {
        Open();
        await table.CreateIfNotExistsAsync();
    }

    public async Task DisposeAsync()
    {
        await home.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Entities_and_tables_are_there_after_a_restart()
    {
        var etag = (await table.AddEntityAsync(new TableEntity("p", "r") { ["A"] = 1 })).Headers.ETag;
        await RestartAsync();
        var read = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.Equal(1, read["A"]);
        Assert.Equal(etag, read.ETag);
    }

    [Fact]
    public async Task The_time_stamp_is_the_homes_clock()
    {
        clock.Advance(TimeSpan.FromHours(1));
        await table.AddEntityAsync(new TableEntity("p", "r"));
        Assert.Equal(clock.GetUtcNow(), (await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp);
    }

    [Fact]
    public async Task Versions_rise_while_the_clock_stands_still()
    {
        var last = "";
        for (var i = 0; i < 50; i++)
        {
            var etag = (await table.UpsertEntityAsync(new TableEntity("p", "r"))).Headers.ETag.ToString()!;
            var at = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp!.Value.ToString("O");
            Assert.True(string.CompareOrdinal(last, at) < 0, etag);
            last = at;
        }
    }

    [Fact]
    public async Task Versions_rise_though_the_clock_goes_back_over_a_restart()
    {
        clock.Advance(TimeSpan.FromHours(1));
        await table.AddEntityAsync(new TableEntity("p", "r"));
        var before = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        await home.DisposeAsync();
        Open(new FakeClock(clock.GetUtcNow().AddMinutes(-30)));
        await table.UpsertEntityAsync(new TableEntity("p", "r"));
        var after = (await table.GetEntityAsync<TableEntity>("p", "r")).Value;
        Assert.True(after.Timestamp > before.Timestamp);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Fact]
    public async Task A_refused_transaction_leaves_the_versions_rising_over_a_restart()
    {
        await table.AddEntityAsync(new TableEntity("p", "r"));
        // The first write of a second moves the stored bound; this one is undone.
        clock.Advance(TimeSpan.FromHours(1));
        await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, new TableEntity("p", "a")), new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
        await table.UpsertEntityAsync(new TableEntity("p", "r"));
        var before = (await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp;
        await home.DisposeAsync();
        Open(new FakeClock());
        await table.UpsertEntityAsync(new TableEntity("p", "r"));
        Assert.True((await table.GetEntityAsync<TableEntity>("p", "r")).Value.Timestamp > before);
    }

    [Fact]
    public async Task A_page_that_found_nothing_in_many_rows_goes_on()
    {
        for (var i = 0; i < 250; i++)
            await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:d3}{n:d2}") { ["A"] = i })));
        var pages = new List<int>();
        await foreach (var page in table.QueryAsync<TableEntity>("A eq 249").AsPages())
            pages.Add(page.Values.Count);
        Assert.Equal([0, 100], pages);
    }

    [Fact]
    public async Task The_rows_of_a_deleted_table_are_removed_though_a_stop_cut_it_off()
    {
        for (var i = 0; i < 30; i++)
            await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n =>
                new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", $"{i:d3}{n:d2}"))));
        await table.DeleteAsync();
        await RestartAsync();
        await table.CreateAsync();
        await table.AddEntityAsync(new TableEntity("p", "new"));
        var store = home.Service(h => new SqliteTables(h)).Store;
        // Each write queues behind a step of the removal, so this ends when the removal does.
        while (store.Read(session => (long)session.Scalar("SELECT COUNT(*) FROM deleted")!) > 0)
            await table.UpsertEntityAsync(new TableEntity("p", "new"));
        Assert.Equal(1L, store.Read(session => session.Scalar("SELECT COUNT(*) FROM entities")));
    }

    [Fact]
    public async Task A_write_that_waits_while_its_table_is_deleted_finds_no_table()
    {
        var store = home.Service(h => new SqliteTables(h)).Store;
        using var gate = new ManualResetEventSlim();
        var first = store.WriteAsync(_ => { gate.Wait(); return 0; });
        var deleting = table.DeleteAsync();
        var writing = Answer.ToAsync(() => table.AddEntityAsync(new TableEntity("p", "r")));
        gate.Set();
        await first;
        Assert.Equal(204, (await deleting).Status);
        Assert.Equal(new Answer(404, "TableNotFound"), await writing);
    }

    [Fact]
    public async Task A_full_disk_is_a_failure_of_the_service_and_writing_goes_on_when_there_is_room()
    {
        var store = home.Service(h => new SqliteTables(h)).Store;
        await store.WriteAsync(session => session.Scalar("PRAGMA max_page_count=20"));
        var large = new TableEntity("p", "large");
        for (var i = 0; i < 10; i++)
            large["P" + i] = new byte[60_000];

        Assert.Equal(new Answer(500, "InternalError"), await Answer.ToAsync(() => table.AddEntityAsync(large)));
        Assert.Equal(500, (await Assert.ThrowsAsync<TableTransactionFailedException>(
            () => table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Add, large)]))).Status);

        await store.WriteAsync(session => session.Scalar("PRAGMA max_page_count=1000000"));
        await table.AddEntityAsync(large);
    }

    [Fact]
    public async Task Only_one_of_many_guarded_writers_wins_each_version()
    {
        await table.AddEntityAsync(new TableEntity("p", "counter") { ["Count"] = 0 });
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var done = 0; done < 50;)
            {
                var entity = (await table.GetEntityAsync<TableEntity>("p", "counter")).Value;
                entity["Count"] = entity.GetInt32("Count") + 1;
                var answer = await Answer.ToAsync(() => table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace));
                Assert.Contains(answer.Status, (int[])[0, 412]);
                done += answer == Answer.Accepted ? 1 : 0;
            }
        })));
        Assert.Equal(400, (await table.GetEntityAsync<TableEntity>("p", "counter")).Value["Count"]);
    }

    [Fact]
    public async Task An_entity_of_another_class_is_refused_with_a_reason()
    {
        var thrown = await Assert.ThrowsAsync<NotSupportedException>(() => table.AddEntityAsync(new OtherEntity()));
        Assert.Contains("TableEntity", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_continuation_of_another_query_is_refused()
    {
        Assert.Equal(Answer.InvalidInput, await Answer.ToAsync(async () =>
        {
            await foreach (var page in table.QueryAsync<TableEntity>().AsPages("no token"))
                Assert.Empty(page.Values);
        }));
    }

    private async Task RestartAsync()
    {
        await home.DisposeAsync();
        Open();
    }

    private void Open(TimeProvider? time = null)
    {
        var connection = EmbeddedHome.ConnectionString(folder.FullName);
        home = EmbeddedHome.For(connection);
        home.Clock = time ?? clock;
        table = new TableClient(connection, "things");
    }

    private sealed class OtherEntity : ITableEntity
    {
        public string PartitionKey { get; set; } = "p";

        public string RowKey { get; set; } = "r";

        public DateTimeOffset? Timestamp { get; set; }

        public ETag ETag { get; set; }
    }
}
