using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using MailMaker.Contracts.Support;
using MailMaker.Embedded.Storage;
using Xunit.Abstractions;

namespace MailMaker.Contracts.Tables;

/// <summary>Holds the SQLite tables against answers that were recorded from an emulator, where such a recording is at hand.</summary>
public sealed class RecordedAnswersTests(ITestOutputHelper output)
{
    /// <summary>Cases in which the recorded emulator is more lenient than the service's documented limits; there the service's answer counts.</summary>
    private static readonly Dictionary<string, Answer> Documented = new()
    {
        ["entity >1MiB"] = new(400, "EntityTooLarge"),
        ["253 properties"] = new(400, "TooManyProperties"),
        ["datetime year 1500"] = new(400, "OutOfRangeInput"),
        ["table name bad"] = new(400, "InvalidResourceName"),
        ["rowkey len1025"] = new(400, "KeyValueTooLarge"),
    };

    [Fact]
    public async Task Sqlite_answers_as_recorded()
    {
        var file = FindRecording();
        if (file is null)
        {
            output.WriteLine("Absent: there is no shared/corpora/azure-tables beside this repository, so nothing was compared.");
            return;
        }

        using var recording = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var folder = Directory.CreateTempSubdirectory("mailmaker-recorded-");
        var connection = EmbeddedHome.ConnectionString(folder.FullName);
        var table = new TableClient(connection, "recorded");
        await table.CreateAsync();
        var differing = new List<string>();
        foreach (var (name, request) in Cases(table))
        {
            var expected = Documented.TryGetValue(name, out var documented) ? documented : Recorded(name, recording.RootElement.GetProperty(name));
            var actual = await Answer.ToAsync(request) with { Index = null };
            if (actual != expected)
                differing.Add($"{name}: recorded {expected}, here {actual}");
        }

        await EmbeddedHome.For(connection).DisposeAsync();
        folder.Delete(recursive: true);
        Assert.Empty(differing);
    }

    private static Answer Recorded(string name, JsonElement answer)
    {
        if (answer.GetProperty("ok").GetBoolean())
            return Answer.Accepted;
        var code = answer.GetProperty("code").GetString();
        // The emulator has one code for all faults of a key, the service has another for forbidden characters.
        return new Answer(answer.GetProperty("status").GetInt32(), name.StartsWith("rowkey ", StringComparison.Ordinal) ? "OutOfRangeInput" : code);
    }

    private static IEnumerable<(string Name, Func<Task> Request)> Cases(TableClient table)
    {
        static TableEntity Row(string rowKey) => new("p", rowKey) { ["A"] = 1 };

        Task Add(TableEntity entity) => table.AddEntityAsync(entity);
        Task Batch(params IEnumerable<TableEntity> entities) =>
            table.SubmitTransactionAsync(entities.Select(e => new TableTransactionAction(TableTransactionActionType.Add, e)));

        var stale = new ETag("W/\"datetime'2020-08-18T23%3A36%3A30.576837Z'\"");
        yield return ("insert", () => Add(Row("dup")));
        yield return ("insert duplicate", () => Add(Row("dup")));
        yield return ("update with stale etag", () => table.UpdateEntityAsync(Row("dup"), stale));
        yield return ("update missing", () => table.UpdateEntityAsync(Row("missing"), ETag.All));
        yield return ("get missing", () => table.GetEntityAsync<TableEntity>("p", "missing"));
        foreach (var (name, key) in ((string, string)[])
            [
                ("slash", "a/b"), ("backslash", "a\\b"), ("hash", "a#b"), ("question", "a?b"), ("tab", "a\tb"), ("newline", "a\nb"),
                ("percent", "a%b"), ("quote", "a'b"), ("empty", ""), ("unicode", "é한"), ("len512", new string('k', 512)),
                ("len1025", new string('k', 1025)), ("plus", "a+b"), ("space", "a b"),
            ])
            yield return ("rowkey " + name, () => Add(Row(key)));
        yield return ("property 64KiB string+1", () => Add(new TableEntity("p", "s1") { ["A"] = new string('x', (32 * 1024) + 1) }));
        yield return ("property 64KiB string exactly (32Ki chars)", () => Add(new TableEntity("p", "s2") { ["A"] = new string('x', 32 * 1024) }));
        yield return ("entity >1MiB", () => Add(Wide("s3", 33, _ => new string('x', 32 * 1024))));
        yield return ("253 properties", () => Add(Wide("s4", 253, i => i)));
        yield return ("datetime year 1500", () => Add(new TableEntity("p", "s5") { ["A"] = new DateTimeOffset(1500, 1, 1, 0, 0, 0, TimeSpan.Zero) }));
        yield return ("table name bad", () => new TableClient(EmbeddedHomeOf(table), "bad-name").CreateAsync());
        yield return ("batch 100", () => Batch(Enumerable.Range(0, 100).Select(i => Row($"b{i}"))));
        yield return ("batch 101", () => Batch(Enumerable.Range(0, 101).Select(i => Row($"c{i}"))));
        yield return ("batch same row twice", () => Batch(Row("x"), Row("x")));
    }

    private static TableEntity Wide(string rowKey, int properties, Func<int, object> value)
    {
        var entity = new TableEntity("p", rowKey);
        for (var i = 0; i < properties; i++)
            entity[$"P{i}"] = value(i);
        return entity;
    }

    private static string EmbeddedHomeOf(TableClient table) => EmbeddedHome.ConnectionString(Path.GetDirectoryName(Path.GetDirectoryName(table.Uri.LocalPath))!);

    private static string? FindRecording()
    {
        for (var folder = AzuriteFixture.ProjectFolder; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var file = Path.Combine(folder, "shared", "corpora", "azure-tables", "azurite-table-behaviour.json");
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}
