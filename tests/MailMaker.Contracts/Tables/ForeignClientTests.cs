using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using MailMaker.Contracts.Support;

namespace MailMaker.Contracts.Tables;

/// <summary>Microsoft's JavaScript client and our REST mode read what the other has written.</summary>
[Collection("Azurite")]
public sealed class ForeignClientTests(AzuriteFixture azurite)
{
    private const string RowKey = "it's \"r\" 한😀";
    private readonly string table = "f" + Guid.NewGuid().ToString("n");

    private TableClient Table => new(azurite.ConnectionString, table);

    [Fact]
    public async Task What_the_foreign_client_writes_is_read_here()
    {
        await Table.CreateAsync();
        await RunAsync("write");

        var read = (await Table.GetEntityAsync<TableEntity>("p", RowKey)).Value;

        Assert.Equal(RowKey, read.RowKey);
        Assert.Equal("Ünïcode 한국어 😀 \"quoted\" <b>&'", read.GetString("text"));
        Assert.Equal(-5, read.GetInt32("whole"));
        Assert.Equal(9007199254740993L, read.GetInt64("long"));
        Assert.Equal(0.1, read.GetDouble("fraction"));
        Assert.Equal(3.0, read.GetDouble("wholeDouble"));
        Assert.True(read.GetBoolean("yes"));
        Assert.False(read.GetBoolean("no"));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567), read.GetDateTimeOffset("at"));
        Assert.Equal(new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"), read.GetGuid("id"));
        Assert.Equal([0, 1, 255], read.GetBinary("bytes"));
    }

    [Fact]
    public async Task What_is_written_here_the_foreign_client_reads()
    {
        await Table.CreateAsync();
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero).AddTicks(1234567);
        await Table.SubmitTransactionAsync([new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", RowKey)
        {
            ["text"] = "Ünïcode 한국어 😀 \"quoted\" <b>&'",
            ["whole"] = -5,
            ["long"] = 9007199254740993L,
            ["fraction"] = 0.1,
            ["yes"] = true,
            ["at"] = at,
            ["id"] = new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
            ["bytes"] = new byte[] { 0, 1, 255 },
        })]);

        using var json = JsonDocument.Parse(await RunAsync("read"));
        var read = json.RootElement;

        Assert.Equal(RowKey, read.GetProperty("rowKey").GetString());
        Assert.Equal(("String", "Ünïcode 한국어 😀 \"quoted\" <b>&'"), Typed(read, "text"));
        Assert.Equal(("Int32", "-5"), Typed(read, "whole"));
        Assert.Equal(("Int64", "9007199254740993"), Typed(read, "long"));
        Assert.Equal(("Double", "0.1"), Typed(read, "fraction"));
        Assert.Equal(("Boolean", "true"), Typed(read, "yes"));
        Assert.Equal(("DateTime", "2026-01-02T03:04:05.1234567Z"), Typed(read, "at"));
        Assert.Equal(("Guid", "6f9619ff-8b86-d011-b42d-00c04fc964ff"), Typed(read, "id"));
        Assert.Equal(("Binary", "AAH/"), Typed(read, "bytes"));
    }

    private static (string?, string) Typed(JsonElement entity, string name)
    {
        var property = entity.GetProperty(name);
        var value = property.GetProperty("value");
        return (property.GetProperty("type").GetString(), value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText());
    }

    private async Task<string> RunAsync(string action)
    {
        var script = Path.Combine(AzuriteFixture.ProjectFolder, "Tables", "foreign-client.mjs");
        var start = new ProcessStartInfo("node", [script, action, azurite.ConnectionString, table]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync();
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return output;
    }
}
