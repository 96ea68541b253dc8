using Azure;
using Azure.Data.Tables;

namespace MailMaker.Contracts.Tables;

/// <summary>
/// What a Table Storage account does, as documented; every home must do the same. Each test has a table of its own. Where a home is known
/// to differ, <see cref="Expected" /> says so (see <see cref="AzuriteDifferences" />); no test is weaker for it in the other homes.
/// </summary>
public abstract partial class TableContract : IAsyncLifetime
{
    private readonly string tableName = "t" + Guid.NewGuid().ToString("n");

    protected abstract TableServiceClient Service { get; }

    protected TableClient Table => Service.GetTableClient(tableName);

    public virtual async Task InitializeAsync() => await Table.CreateAsync();

    public virtual async Task DisposeAsync() => await Table.DeleteAsync();

    /// <summary>What this home answers to a case; the documented answer unless the home is listed with another.</summary>
    protected virtual Answer Expected(string test, Answer documented) => documented;

    protected static TableEntity Row(string rowKey, params (string Name, object? Value)[] properties) => Row("p", rowKey, properties);

    protected static TableEntity Row(string partitionKey, string rowKey, params (string Name, object? Value)[] properties)
    {
        var entity = new TableEntity(partitionKey, rowKey);
        foreach (var (name, value) in properties)
            entity[name] = value;
        return entity;
    }

    /// <summary>Runs a request and compares the answer with what this home is to give.</summary>
    protected async Task AnswersAsync(string test, Answer documented, Func<Task> request) =>
        Assert.Equal(Expected(test, documented), await Answer.ToAsync(request));

    protected async Task<List<string>> RowKeysAsync(string? filter, int? maxPerPage = null)
    {
        var found = new List<string>();
        await foreach (var entity in Table.QueryAsync<TableEntity>(filter, maxPerPage))
            found.Add(entity.RowKey);
        return found;
    }

    protected async Task<TableEntity> GetAsync(string rowKey, string partitionKey = "p") =>
        (await Table.GetEntityAsync<TableEntity>(partitionKey, rowKey)).Value;

    protected async Task<bool> ExistsAsync(string rowKey) => (await Table.GetEntityIfExistsAsync<TableEntity>("p", rowKey)).HasValue;

    protected static ETag Stale { get; } = new("W/\"datetime'2020-08-18T23%3A36%3A30.576837Z'\"");
}
