using Azure;
using Azure.Data.Tables;

namespace MailMaker.Contracts.Tables;

/// <summary>Transactions.</summary>
public abstract partial class TableContract
{
    private static TableTransactionAction Do(TableTransactionActionType type, TableEntity entity, ETag etag = default) => new(type, entity, etag);

    private static TableTransactionAction Adding(string rowKey, params (string, object?)[] properties) =>
        Do(TableTransactionActionType.Add, Row(rowKey, properties));

    private Task<Answer> SubmitAsync(params IEnumerable<TableTransactionAction> actions) => Answer.ToAsync(() => Table.SubmitTransactionAsync(actions));

    [Fact]
    public async Task A_transaction_does_every_kind_of_action()
    {
        var versions = new Dictionary<string, ETag>();
        foreach (var rowKey in (string[])["merge", "replace", "delete", "upmerge", "upreplace"])
            versions[rowKey] = (await Table.AddEntityAsync(Row(rowKey, ("Old", 1)))).Headers.ETag!.Value;

        var done = await Table.SubmitTransactionAsync(
        [
            Adding("add", ("New", 1)),
            Do(TableTransactionActionType.UpdateMerge, Row("merge", ("New", 2)), versions["merge"]),
            Do(TableTransactionActionType.UpdateReplace, Row("replace", ("New", 3)), versions["replace"]),
            Do(TableTransactionActionType.Delete, Row("delete"), versions["delete"]),
            Do(TableTransactionActionType.UpsertMerge, Row("upmerge", ("New", 4))),
            Do(TableTransactionActionType.UpsertReplace, Row("upreplace", ("New", 5))),
            Do(TableTransactionActionType.UpsertMerge, Row("inserted", ("New", 6))),
        ]);

        Assert.Equal(202, done.GetRawResponse().Status);
        Assert.All(done.Value, response => Assert.Equal(204, response.Status));
        Assert.Equal(["add", "inserted", "merge", "replace", "upmerge", "upreplace"], await RowKeysAsync(null));
        Assert.Equal((await GetAsync("merge")).ETag, done.Value[1].Headers.ETag);
        Assert.Equal(1, (await GetAsync("merge"))["Old"]);
        Assert.Null((await GetAsync("replace"))["Old"]);
        Assert.Equal(1, (await GetAsync("upmerge"))["Old"]);
        Assert.Null((await GetAsync("upreplace"))["Old"]);
    }

    [Fact]
    public async Task A_transaction_is_all_or_nothing_and_names_the_action()
    {
        await Table.AddEntityAsync(Row("c"));
        Assert.Equal(Exists with { Index = 2 }, await SubmitAsync(Adding("a"), Adding("b"), Adding("c"), Adding("d")));
        Assert.Equal(["c"], await RowKeysAsync(null));
    }

    [Fact]
    public async Task An_update_without_an_etag_inserts_in_a_transaction()
    {
        var existing = Row("r", ("A", 1));
        await Table.AddEntityAsync(existing);
        existing.ETag = Stale;
        existing["A"] = 2;
        Assert.Equal(Answer.Accepted, await SubmitAsync(
            Do(TableTransactionActionType.UpdateMerge, Row("merged", ("A", 1))),
            Do(TableTransactionActionType.UpdateReplace, Row("replaced", ("A", 1))),
            Do(TableTransactionActionType.UpdateReplace, existing)));
        Assert.Equal(["merged", "r", "replaced"], await RowKeysAsync(null));
        Assert.Equal(2, (await GetAsync("r"))["A"]);
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateMerge)]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_condition_in_a_transaction_holds(TableTransactionActionType type)
    {
        Assert.Equal(NotFound with { Index = 1 }, await SubmitAsync(Adding("a"), Do(type, Row("r"), ETag.All)));
        var version = (await Table.AddEntityAsync(Row("r"))).Headers.ETag!.Value;
        Assert.Equal(OtherVersion with { Index = 1 }, await SubmitAsync(Adding("a"), Do(type, Row("r"), Stale)));
        Assert.Equal(["r"], await RowKeysAsync(null));
        Assert.Equal(Answer.Accepted, await SubmitAsync(Adding("a"), Do(type, Row("r"), version)));
    }

    [Fact]
    public async Task A_deletion_of_something_missing_fails_the_transaction()
    {
        Assert.Equal(NotFound with { Index = 0 }, await SubmitAsync(Do(TableTransactionActionType.Delete, Row("r")), Adding("a")));
        Assert.Empty(await RowKeysAsync(null));
    }

    [Fact]
    public async Task A_transaction_has_at_most_a_hundred_actions()
    {
        Assert.Equal(Answer.Accepted, await SubmitAsync(Enumerable.Range(0, 100).Select(i => Adding($"{i:d3}"))));
        Assert.Equal(Answer.InvalidInput with { Index = 0 }, await SubmitAsync(Enumerable.Range(200, 101).Select(i => Adding($"{i:d3}"))));
        Assert.Equal(100, (await RowKeysAsync(null)).Count);
    }

    [Fact]
    public async Task A_transaction_stays_in_one_partition()
    {
        var other = Do(TableTransactionActionType.Add, Row("q", "b"));
        await AnswersAsync(nameof(A_transaction_stays_in_one_partition),
            new Answer(400, "CommandsInBatchActOnDifferentPartitions", 1), () => Table.SubmitTransactionAsync([Adding("a"), other]));
    }

    [Fact]
    public async Task An_entity_comes_once_in_a_transaction()
    {
        Assert.Equal(new Answer(400, "InvalidDuplicateRow", 1), await SubmitAsync(Adding("b"), Do(TableTransactionActionType.UpsertMerge, Row("b"))));
        Assert.Equal(new Answer(400, "InvalidDuplicateRow", 2), await SubmitAsync(Adding("b"), Adding("a"), Adding("b")));
        Assert.Equal(Answer.Accepted, await SubmitAsync(Adding("b"), Adding("B"), Adding("a")));
    }

    [Fact]
    public async Task A_transaction_of_more_than_four_mebibytes_is_too_large()
    {
        // 100 entities of 30 Ki characters fit; of 50 Ki they don't.
        var small = Enumerable.Range(0, 100).Select(i => Adding($"{i:d3}", ("A", new string('x', 30 * 1024))));
        Assert.Equal(Answer.Accepted, await SubmitAsync(small));
        await AnswersAsync(nameof(A_transaction_of_more_than_four_mebibytes_is_too_large), new Answer(413, "RequestBodyTooLarge"), () =>
            Table.SubmitTransactionAsync(Enumerable.Range(200, 100).Select(i => Adding($"{i:d3}", ("A", new string('x', 25 * 1024)), ("B", new string('x', 25 * 1024))))));
    }

    [Fact]
    public async Task An_empty_transaction_is_refused_before_any_request()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Table.SubmitTransactionAsync([]));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.SubmitTransactionAsync(null!));
    }

    [Fact]
    public async Task A_transaction_without_its_table_says_so()
    {
        var nothing = Service.GetTableClient(tableName + "x");
        await AnswersAsync(nameof(A_transaction_without_its_table_says_so),
            new Answer(404, "TableNotFound", 0), () => nothing.SubmitTransactionAsync([Adding("a"), Adding("b")]));
    }

    [Fact]
    public async Task An_invalid_entity_in_a_transaction_is_named()
    {
        await AnswersAsync(nameof(An_invalid_entity_in_a_transaction_is_named), new Answer(400, "PropertyValueTooLarge", 1), () =>
            Table.SubmitTransactionAsync([Adding("a"), Adding("b", ("A", new string('x', 33_000)))]));
        Assert.Empty(await RowKeysAsync(null));
    }
}
