using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.ServiceBus;

public sealed class CrashTests
{
    [Fact]
    public async Task A_killed_process_loses_no_message_revives_none_and_holds_none()
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-killed-").FullName;
        var said = await RunAndKillAsync(folder, lines: 6000);

        var left = await ReceiveAllAsync(folder);

        Assert.NotEmpty(said["done"]);
        Assert.Empty(said["sent"].Except(said["try"]).Except(left.Keys));
        Assert.Empty(said["done"].Intersect(left.Keys));
        // Locks of the dead process are gone at once, and what it held counts as delivered.
        var held = said["held"].Except(said["try"]).ToList();
        Assert.NotEmpty(held);
        Assert.All(held, id => Assert.Equal(2, left[id]));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<ILookup<string, string>> RunAndKillAsync(string folder, int lines)
    {
        var said = new List<string>();
        // The last line may be cut in the middle by the kill, and is not counted then.
        using (var process = KilledBus.Start(folder))
        {
            while (said.Count < lines && await process.StandardOutput.ReadLineAsync() is { } line)
                said.Add(line);
            process.Kill();
            said.AddRange((await process.StandardOutput.ReadToEndAsync()).Split('\n')[..^1]);
            await process.WaitForExitAsync();
        }

        return said.Select(line => line.Split(' ')).ToLookup(words => words[0], words => words[1]);
    }

    private static async Task<Dictionary<string, int>> ReceiveAllAsync(string folder)
    {
        var connection = EmbeddedHome.ConnectionString(folder);
        var found = new Dictionary<string, int>();
        var receiver = new ServiceBusClient(connection).CreateReceiver("killed");
        while (await receiver.ReceiveMessagesAsync(500, TimeSpan.FromMilliseconds(1)) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
                found.Add(message.MessageId!, message.DeliveryCount);
        }

        await EmbeddedHome.For(connection).DisposeAsync();
        return found;
    }
}
