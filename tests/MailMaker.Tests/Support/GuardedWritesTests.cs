using Azure;
using Azure.Data.Tables;
using MailMaker.Embedded.Storage;
using MailMaker.Hosting;

namespace MailMaker.Tests.Support;

public sealed class GuardedWritesTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private TableServiceClient tables = null!;

    private TableClient Things => tables.GetTableClient("Things");

    public async Task InitializeAsync()
    {
        tables = new TableServiceClient(EmbeddedHome.ConnectionString(folder.Path));
        await tables.CreateTableIfNotExistsAsync("Things");
    }

    public async Task DisposeAsync()
    {
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Of_a_transaction_that_somebody_else_was_before_nothing_is_written()
    {
        Assert.True(await Things.TrySubmitAsync([Add("1")], default));
        Assert.False(await Things.TrySubmitAsync([Add("0"), Add("1")], default));
        Assert.False((await Things.GetEntityIfExistsAsync<TableEntity>("p", "0")).HasValue);
    }

    [Fact]
    public async Task A_row_is_written_by_who_read_it_last()
    {
        Assert.True(await Things.TryWriteAsync(Row("1", 1), null, default));
        Assert.False(await Things.TryWriteAsync(Row("1", 2), null, default));
        var read = (await Things.GetEntityAsync<TableEntity>("p", "1")).Value.ETag;

        Assert.True(await Things.TryWriteAsync(Row("1", 3), read, default));
        Assert.False(await Things.TryWriteAsync(Row("1", 4), read, default));
        Assert.Equal(3, (await Things.GetEntityAsync<TableEntity>("p", "1")).Value.GetInt32("N"));
    }

    [Fact]
    public async Task A_row_that_is_gone_since_it_was_read_is_not_made_again()
    {
        await Things.TryWriteAsync(Row("1", 1), null, default);
        var read = (await Things.GetEntityAsync<TableEntity>("p", "1")).Value.ETag;
        await Things.DeleteEntityAsync("p", "1");

        Assert.False(await Things.TryWriteAsync(Row("1", 2), read, default));
    }

    [Fact]
    public async Task Where_the_table_is_gone_nobody_reads_again_for_ever()
    {
        var gone = tables.GetTableClient("Gone");

        await Assert.ThrowsAsync<TableTransactionFailedException>(() => gone.TrySubmitAsync([Add("1")], default));
        await Assert.ThrowsAsync<RequestFailedException>(() => gone.TryWriteAsync(Row("1", 1), null, default));
    }

    private static TableTransactionAction Add(string row) => new(TableTransactionActionType.Add, Row(row, 0));

    private static TableEntity Row(string row, int n) => new("p", row) { ["N"] = n };
}
