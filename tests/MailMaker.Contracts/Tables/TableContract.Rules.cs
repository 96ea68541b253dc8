using Azure.Data.Tables;

namespace MailMaker.Contracts.Tables;

/// <summary>Keys, names, values and sizes.</summary>
public abstract partial class TableContract
{
    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\u007fb")]
    [InlineData("a\u0085b")]
    public async Task A_key_with_a_forbidden_character_is_refused(string key)
    {
        var documented = new Answer(400, "OutOfRangeInput");
        var test = nameof(A_key_with_a_forbidden_character_is_refused) + (key[1] >= '\u007f' ? " (above ASCII)" : "");
        await AnswersAsync(test, documented, () => Table.AddEntityAsync(Row(key)));
        await AnswersAsync(test, documented, () => Table.AddEntityAsync(Row(key, "r")));
    }

    [Theory]
    [InlineData("100%")]
    [InlineData("a+b c")]
    [InlineData("it's \"quoted\"")]
    [InlineData("''")]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("é한😀")]
    [InlineData("a!b~c&d=e;f:g@h,i$j(k)l*m")]
    public async Task Any_other_key_is_written_read_changed_and_deleted(string key)
    {
        await Table.AddEntityAsync(Row(key, key, ("A", 1)));
        Assert.Equal(key, (await GetAsync(key, key)).RowKey);
        await Table.UpsertEntityAsync(Row(key, key, ("A", 2)));
        Assert.Equal(2, (await GetAsync(key, key))["A"]);
        Assert.Equal([key], await RowKeysAsync(TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey eq {key}")));
        await Table.SubmitTransactionAsync([Do(TableTransactionActionType.UpdateMerge, Row(key, key, ("A", 3)), Azure.ETag.All)]);
        Assert.Equal(3, (await GetAsync(key, key))["A"]);
        Assert.Equal(204, (await Table.DeleteEntityAsync(key, key)).Status);
        Assert.Empty(await RowKeysAsync(null));
    }

    [Fact]
    public async Task A_key_has_at_most_512_characters()
    {
        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.AddEntityAsync(Row(new string('k', 512)))));
        await AnswersAsync(nameof(A_key_has_at_most_512_characters), new Answer(400, "KeyValueTooLarge"), () => Table.AddEntityAsync(Row(new string('k', 513))));
    }

    [Fact]
    public async Task Keys_are_told_apart_by_letter_case()
    {
        await Table.AddEntityAsync(Row("a", ("A", 1)));
        await Table.AddEntityAsync(Row("A", ("A", 2)));
        await Table.AddEntityAsync(Row("P", "a", ("A", 3)));
        Assert.Equal(1, (await GetAsync("a"))["A"]);
        Assert.Equal(2, (await GetAsync("A"))["A"]);
        Assert.Equal(3, (await GetAsync("a", "P"))["A"]);
    }

    [Theory]
    [InlineData("with-dash")]
    [InlineData("1digit")]
    [InlineData("with space")]
    public async Task A_property_name_is_an_identifier(string name) => await AnswersAsync(
        nameof(A_property_name_is_an_identifier), new Answer(400, "PropertyNameInvalid"), () => Table.AddEntityAsync(Row("r", (name, 1))));

    [Fact]
    public async Task A_property_name_has_at_most_255_characters()
    {
        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.AddEntityAsync(Row("r", (new string('n', 255), 1), ("n_Ü1", 2)))));
        Assert.Equal(2, (await GetAsync("r"))["n_Ü1"]);
        await AnswersAsync(nameof(A_property_name_has_at_most_255_characters),
            new Answer(400, "PropertyNameTooLong"), () => Table.AddEntityAsync(Row("s", (new string('n', 256), 1))));
    }

    [Fact]
    public async Task A_text_has_at_most_32_Ki_characters()
    {
        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.AddEntityAsync(Row("r", ("A", new string('é', 32 * 1024))))));
        Assert.Equal(32 * 1024, (await GetAsync("r")).GetString("A")!.Length);
        Assert.Equal(new Answer(400, "PropertyValueTooLarge"), await Answer.ToAsync(() => Table.AddEntityAsync(Row("s", ("A", new string('x', (32 * 1024) + 1))))));
    }

    [Fact]
    public async Task Bytes_are_at_most_64_KiB()
    {
        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.AddEntityAsync(Row("r", ("A", new byte[64 * 1024])))));
        await AnswersAsync(nameof(Bytes_are_at_most_64_KiB),
            new Answer(400, "PropertyValueTooLarge"), () => Table.AddEntityAsync(Row("s", ("A", new byte[(64 * 1024) + 1]))));
    }

    [Fact]
    public async Task An_entity_has_at_most_252_properties()
    {
        static TableEntity Wide(string rowKey, int count) => Row(rowKey, [.. Enumerable.Range(0, count).Select(i => ($"P{i}", (object?)i))]);

        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.AddEntityAsync(Wide("r", 252))));
        Assert.Equal(251, (await GetAsync("r"))["P251"]);
        var documented = new Answer(400, "TooManyProperties");
        await AnswersAsync(nameof(An_entity_has_at_most_252_properties), documented, () => Table.AddEntityAsync(Wide("s", 253)));
        await AnswersAsync(nameof(An_entity_has_at_most_252_properties), documented, () => Table.UpsertEntityAsync(Row("r", ("One", 1))));
    }

    [Fact]
    public async Task An_entity_has_at_most_one_mebibyte()
    {
        static TableEntity Large(string rowKey, int texts) =>
            Row(rowKey, [.. Enumerable.Range(0, texts).Select(i => ($"P{i}", (object?)new string('x', 32 * 1024)))]);

        Assert.Equal(Answer.Accepted, await Answer.ToAsync(() => Table.AddEntityAsync(Large("r", 15))));
        var documented = new Answer(400, "EntityTooLarge");
        await AnswersAsync(nameof(An_entity_has_at_most_one_mebibyte), documented, () => Table.AddEntityAsync(Large("s", 16)));
        await AnswersAsync(nameof(An_entity_has_at_most_one_mebibyte), documented, () => Table.UpsertEntityAsync(Row("r", ("More", new string('x', 32 * 1024)))));
    }

    [Fact]
    public async Task A_date_before_1601_is_refused()
    {
        var earliest = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var latest = DateTimeOffset.MaxValue;
        await Table.AddEntityAsync(Row("r", ("Earliest", earliest), ("Latest", latest)));
        Assert.Equal(earliest, (await GetAsync("r"))["Earliest"]);
        Assert.Equal(latest, (await GetAsync("r"))["Latest"]);
        await AnswersAsync(nameof(A_date_before_1601_is_refused), new Answer(400, "OutOfRangeInput"), () => Table.AddEntityAsync(Row("s", ("At", earliest.AddTicks(-1)))));
    }

    [Fact]
    public async Task A_missing_key_is_refused()
    {
        await AnswersAsync(nameof(A_missing_key_is_refused), new Answer(400, "PropertiesNeedValue"), () => Table.AddEntityAsync(new TableEntity(null!, "r")));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Table.UpsertEntityAsync(new TableEntity("p", null!)));
    }

    [Fact]
    public async Task A_type_that_the_service_does_not_have_is_refused()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => Table.AddEntityAsync(Row("r", ("A", 1.5m))));
    }
}
