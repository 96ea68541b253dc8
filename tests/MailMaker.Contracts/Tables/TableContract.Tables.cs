using Azure.Data.Tables;

namespace MailMaker.Contracts.Tables;

/// <summary>Tables themselves.</summary>
public abstract partial class TableContract
{
    [Fact]
    public async Task A_table_is_created_once()
    {
        Assert.Equal(new Answer(409, "TableAlreadyExists"), await Answer.ToAsync(() => Table.CreateAsync()));
        Assert.Equal(new Answer(409, "TableAlreadyExists"), await Answer.ToAsync(() => Service.CreateTableAsync(tableName.ToUpperInvariant())));
        Assert.Equal(tableName, (await Table.CreateIfNotExistsAsync()).Value.Name);
        Assert.Equal(tableName, (await Service.CreateTableIfNotExistsAsync(tableName)).Value.Name);
    }

    [Fact]
    public async Task A_table_has_one_name_in_any_letter_case()
    {
        await Table.AddEntityAsync(Row("r"));
        var same = Service.GetTableClient(tableName.ToUpperInvariant());
        Assert.True((await same.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-dash")]
    [InlineData("tables")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public async Task A_table_name_has_rules(string name) => await AnswersAsync(
        nameof(A_table_name_has_rules), new Answer(400, "InvalidResourceName"), () => Service.CreateTableAsync(name));

    [Fact]
    public async Task A_deleted_table_is_gone_with_its_entities()
    {
        var name = tableName + "d";
        var table = Service.GetTableClient(name);
        await table.CreateAsync();
        await table.AddEntityAsync(Row("r"));
        Assert.Equal(204, (await table.DeleteAsync()).Status);
        Assert.Equal(new Answer(404, "TableNotFound"), await Answer.ToAsync(() => table.AddEntityAsync(Row("r"))));
        Assert.Equal(404, (await table.DeleteAsync()).Status);
        await table.CreateAsync();
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue);
        Assert.Equal(204, (await Service.DeleteTableAsync(name)).Status);
    }

    [Fact]
    public async Task Tables_are_listed_by_name()
    {
        var added = new[] { tableName + "b", tableName + "a", tableName + "c" };
        foreach (var name in added)
            await Service.CreateTableAsync(name);
        var listed = new List<string>();
        await foreach (var page in Service.QueryAsync(maxPerPage: 2).AsPages())
        {
            Assert.InRange(page.Values.Count, 0, 2);
            listed.AddRange(page.Values.Select(t => t.Name));
        }

        foreach (var name in added)
            await Service.DeleteTableAsync(name);
        Assert.Equal([tableName, tableName + "a", tableName + "b", tableName + "c"], listed.Where(n => n.StartsWith(tableName, StringComparison.Ordinal)));
    }
}
