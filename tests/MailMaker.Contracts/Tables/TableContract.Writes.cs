using Azure;
using Azure.Data.Tables;

namespace MailMaker.Contracts.Tables;

/// <summary>Single writes: the matrix of operation, condition and presence.</summary>
public abstract partial class TableContract
{
    private static readonly Answer NotFound = new(404, "ResourceNotFound");
    private static readonly Answer Exists = new(409, "EntityAlreadyExists");
    private static readonly Answer OtherVersion = new(412, "UpdateConditionNotSatisfied");

    [Fact]
    public async Task Every_type_comes_back_as_it_was_written()
    {
        var id = Guid.NewGuid();
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567);
        await Table.AddEntityAsync(Row("r",
            ("Text", "Ünïcode 한국어 😀 \"quoted\" <b>&'"), ("Empty", ""), ("Whole", int.MinValue), ("Long", 9007199254740993L), ("Yes", true), ("No", false),
            ("Double", 0.1), ("WholeDouble", 3.0), ("NaN", double.NaN), ("Infinite", double.NegativeInfinity), ("At", at), ("Id", id), ("Bytes", new byte[] { 0, 1, 255 })));

        var read = await GetAsync("r");

        Assert.Equal("Ünïcode 한국어 😀 \"quoted\" <b>&'", read.GetString("Text"));
        Assert.Equal("", read.GetString("Empty"));
        Assert.Equal(int.MinValue, read.GetInt32("Whole"));
        Assert.Equal(9007199254740993L, read.GetInt64("Long"));
        Assert.True(read.GetBoolean("Yes"));
        Assert.False(read.GetBoolean("No"));
        Assert.Equal(0.1, read.GetDouble("Double"));
        Assert.Equal(3.0, read.GetDouble("WholeDouble"));
        Assert.Equal(double.NaN, read.GetDouble("NaN"));
        Assert.Equal(double.NegativeInfinity, read.GetDouble("Infinite"));
        Assert.Equal(at, read.GetDateTimeOffset("At"));
        Assert.Equal(at.UtcDateTime, read.GetDateTime("At"));
        Assert.Equal(id, read.GetGuid("Id"));
        Assert.Equal([0, 1, 255], read.GetBinary("Bytes"));
    }

    [Fact]
    public async Task A_null_is_not_stored()
    {
        await Table.AddEntityAsync(Row("r", ("A", null), ("B", 1)));
        var read = await GetAsync("r");
        Assert.False(read.ContainsKey("A"));
        Assert.Equal(1, read["B"]);
    }

    [Fact]
    public async Task A_write_answers_with_the_version_that_a_read_finds()
    {
        var written = (await Table.AddEntityAsync(Row("r"))).Headers.ETag;
        var read = await GetAsync("r");
        Assert.Equal(written, read.ETag);
        // The service trims the zeros at the end of the fraction, Azurite writes all seven digits.
        Assert.Matches(@"^W/""datetime'\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\d(\.\d{1,7})?Z'""$", read.ETag.ToString());
        Assert.Contains(read.Timestamp!.Value.UtcDateTime.ToString("yyyy-MM-ddTHH'%3A'mm'%3A'ss.FFFFFFF", System.Globalization.CultureInfo.InvariantCulture), read.ETag.ToString());
    }

    [Fact]
    public async Task A_write_leaves_the_callers_entity_as_it_is()
    {
        var entity = Row("r");
        await Table.AddEntityAsync(entity);
        Assert.Equal(default, entity.ETag);
        Assert.Null(entity.Timestamp);
    }

    [Fact]
    public async Task Every_write_changes_the_version()
    {
        var etags = new HashSet<string>();
        for (var i = 0; i < 20; i++)
            etags.Add((await Table.UpsertEntityAsync(Row("r", ("A", 1)))).Headers.ETag.ToString()!);
        Assert.Equal(20, etags.Count);
    }

    [Fact]
    public async Task Adding_an_entity_twice_is_a_conflict()
    {
        await Table.AddEntityAsync(Row("r", ("A", 1)));
        Assert.Equal(Exists, await Answer.ToAsync(() => Table.AddEntityAsync(Row("r", ("A", 2)))));
        Assert.Equal(1, (await GetAsync("r")).GetInt32("A"));
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_upsert_inserts_what_is_missing(TableUpdateMode mode)
    {
        var response = await Table.UpsertEntityAsync(Row("r", ("A", 1)), mode);
        Assert.Equal(204, response.Status);
        Assert.Equal(1, (await GetAsync("r")).GetInt32("A"));
    }

    [Fact]
    public async Task A_merge_changes_what_is_sent_and_leaves_the_rest()
    {
        await Table.AddEntityAsync(Row("r", ("Same", "x"), ("Changed", 1), ("OtherType", "text")));
        await Table.UpsertEntityAsync(Row("r", ("Changed", 2), ("OtherType", 5L), ("New", true), ("Same", null)));
        var read = await GetAsync("r");
        Assert.Equal("x", read["Same"]);
        Assert.Equal(2, read["Changed"]);
        Assert.Equal(5L, read["OtherType"]);
        Assert.Equal(true, read["New"]);
    }

    [Fact]
    public async Task A_replace_leaves_what_is_sent_only()
    {
        await Table.AddEntityAsync(Row("r", ("Old", "x"), ("Changed", 1)));
        await Table.UpsertEntityAsync(Row("r", ("Changed", "2")), TableUpdateMode.Replace);
        var read = await GetAsync("r");
        Assert.Null(read["Old"]);
        Assert.Equal("2", read["Changed"]);
    }

    [Theory]
    [InlineData(TableUpdateMode.Merge)]
    [InlineData(TableUpdateMode.Replace)]
    public async Task An_update_needs_the_entity_and_its_version(TableUpdateMode mode)
    {
        Assert.Equal(NotFound, await Answer.ToAsync(() => Table.UpdateEntityAsync(Row("r"), ETag.All, mode)));
        Assert.Equal(NotFound, await Answer.ToAsync(() => Table.UpdateEntityAsync(Row("r"), Stale, mode)));
        var first = (await Table.AddEntityAsync(Row("r", ("A", 0)))).Headers.ETag!.Value;
        Assert.Equal(OtherVersion, await Answer.ToAsync(() => Table.UpdateEntityAsync(Row("r", ("A", 1)), Stale, mode)));
        Assert.Equal(0, (await GetAsync("r")).GetInt32("A"));
        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.UpdateEntityAsync(Row("r", ("A", 2)), first, mode)));
        Assert.Equal(OtherVersion, await Answer.ToAsync(() => Table.UpdateEntityAsync(Row("r", ("A", 3)), first, mode)));
        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.UpdateEntityAsync(Row("r", ("A", 4)), ETag.All, mode)));
        Assert.Equal(4, (await GetAsync("r")).GetInt32("A"));
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused_before_any_request()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Table.UpdateEntityAsync(Row("r"), default));
    }

    [Fact]
    public async Task A_deletion_of_something_missing_is_no_error()
    {
        Assert.Equal(404, (await Table.DeleteEntityAsync("p", "r")).Status);
        await Table.AddEntityAsync(Row("r"));
        Assert.Equal(204, (await Table.DeleteEntityAsync("p", "r")).Status);
        Assert.Equal(404, (await Table.DeleteEntityAsync(Row("r"))).Status);
        Assert.False(await ExistsAsync("r"));
    }

    [Fact]
    public async Task A_deletion_can_ask_for_a_version()
    {
        var first = (await Table.AddEntityAsync(Row("r"))).Headers.ETag!.Value;
        Assert.Equal(OtherVersion, await Answer.ToAsync(() => Table.DeleteEntityAsync("p", "r", Stale)));
        Assert.True(await ExistsAsync("r"));
        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.DeleteEntityAsync("p", "r", first)));
        Assert.False(await ExistsAsync("r"));
    }

    [Fact]
    public async Task Reading_something_missing_says_what_is_missing()
    {
        Assert.Equal(NotFound, await Answer.ToAsync(() => GetAsync("r")));
        var nothing = Service.GetTableClient(tableName + "x");
        Assert.Equal(new Answer(404, "TableNotFound"), await Answer.ToAsync(() => nothing.GetEntityAsync<TableEntity>("p", "r")));
        Assert.Equal(new Answer(404, "TableNotFound"), await Answer.ToAsync(() => nothing.AddEntityAsync(Row("r"))));
        Assert.False((await nothing.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        var missing = await Table.GetEntityIfExistsAsync<TableEntity>("p", "r");
        Assert.False(missing.HasValue);
        Assert.Throws<InvalidOperationException>(() => missing.Value);
    }

    [Fact]
    public async Task A_read_can_select_properties()
    {
        await Table.AddEntityAsync(Row("r", ("A", 1), ("B", "b"), ("C", 3L)));
        var read = (await Table.GetEntityAsync<TableEntity>("p", "r", ["B", "Missing"])).Value;
        Assert.Equal("b", read["B"]);
        Assert.False(read.ContainsKey("A"));
        Assert.Null(read["Missing"]);
        Assert.Null(read.RowKey);
        Assert.Null(read.Timestamp);
        Assert.NotEqual(default, read.ETag);
    }
}
