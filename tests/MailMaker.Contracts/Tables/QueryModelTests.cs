using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;
using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.Tables;

/// <summary>Random filters over the SQLite tables against the same comparisons on a list in memory.</summary>
public sealed class QueryModelTests
{
    private static readonly string[] Keys = ["", "a", "a!", "aa", "ab", "b", "é", "\uff21", "😀"];

    private static readonly Gen<(string Text, Func<TableEntity, bool> Holds)> Comparison =
        from property in Gen.Elements("PartitionKey", "RowKey", "Text", "Missing")
        from comparator in Gen.Elements("eq", "ne", "lt", "le", "gt", "ge")
        from constant in Gen.Elements([.. Keys, "a\u0001", "\0", "zz"])
        select ($"{property} {comparator} '{constant}'", (Func<TableEntity, bool>)(e => Holds(e.GetString(property), comparator, constant)));

    private static readonly Arbitrary<(string Text, Func<TableEntity, bool> Holds)> Filters = Filter(3).ToArbitrary();

    [Fact]
    public async Task A_filter_finds_what_the_model_finds()
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-model-");
        var connection = EmbeddedHome.ConnectionString(folder.FullName);
        var table = new TableClient(connection, "model");
        await table.CreateAsync();
        // A neighbour on both sides: a range must not reach into another table.
        await new TableClient(connection, "after").CreateAsync();
        await new TableClient(connection, "after").AddEntityAsync(new TableEntity("a", "a"));
        var model = Keys.SelectMany(p => Keys.Select(r => new TableEntity(p, r) { ["Text"] = r + p })).ToList();
        foreach (var entity in model)
            await table.AddEntityAsync(entity);
        model = [.. model.OrderBy(e => e.PartitionKey, StringComparer.Ordinal).ThenBy(e => e.RowKey, StringComparer.Ordinal)];

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Filters, filter =>
        {
            var found = table.QueryAsync<TableEntity>(filter.Text, maxPerPage: 7).ToBlockingEnumerable().Select(e => (e.PartitionKey, e.RowKey));
            return found.SequenceEqual(model.Where(filter.Holds).Select(e => (e.PartitionKey, e.RowKey)));
        }));

        await EmbeddedHome.For(connection).DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Gen<(string Text, Func<TableEntity, bool> Holds)> Filter(int depth) => depth == 0
        ? Comparison
        : Gen.OneOf(
            Comparison,
            from left in Filter(depth - 1)
            from right in Filter(depth - 1)
            select ($"({left.Text} and {right.Text})", (Func<TableEntity, bool>)(e => left.Holds(e) && right.Holds(e))),
            from left in Filter(depth - 1)
            from right in Filter(depth - 1)
            select ($"{left.Text} and {right.Text}", (Func<TableEntity, bool>)(e => left.Holds(e) && right.Holds(e))),
            from left in Filter(depth - 1)
            from right in Filter(depth - 1)
            select ($"({left.Text} or {right.Text})", (Func<TableEntity, bool>)(e => left.Holds(e) || right.Holds(e))),
            from inner in Filter(depth - 1)
            select ($"not ({inner.Text})", (Func<TableEntity, bool>)(e => !inner.Holds(e))));

    private static bool Holds(string? value, string comparator, string constant)
    {
        if (value is null)
            return false;
        var order = string.CompareOrdinal(value, constant);
        return comparator switch
        {
            "eq" => order == 0,
            "ne" => order != 0,
            "lt" => order < 0,
            "le" => order <= 0,
            "gt" => order > 0,
            _ => order >= 0,
        };
    }
}
