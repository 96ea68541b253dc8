using Azure.Data.Tables;
using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.Tables;

public sealed class CrashTests
{
    [Fact]
    public async Task A_killed_process_loses_no_write_that_it_acknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-killed-").FullName;
        var acknowledged = new List<string>();
        // The last line may be cut in the middle by the kill, and is not counted then.
        using (var writer = KilledWriter.Start(folder))
        {
            while (acknowledged.Count < 5000 && await writer.StandardOutput.ReadLineAsync() is { } line)
                acknowledged.Add(line);
            writer.Kill();
            acknowledged.AddRange((await writer.StandardOutput.ReadToEndAsync()).Split('\n')[..^1]);
            await writer.WaitForExitAsync();
        }

        var found = await WrittenAsync(folder);

        Assert.InRange(acknowledged.Count, 5000, int.MaxValue);
        Assert.Empty(acknowledged.Except(found));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<HashSet<string>> WrittenAsync(string folder)
    {
        var connection = EmbeddedHome.ConnectionString(folder);
        var found = new HashSet<string>();
        await foreach (var entity in new TableClient(connection, "written").QueryAsync<TableEntity>())
            found.Add($"{entity.PartitionKey} {entity.RowKey}");
        await EmbeddedHome.For(connection).DisposeAsync();
        return found;
    }
}
