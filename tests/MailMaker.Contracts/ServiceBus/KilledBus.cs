using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.ServiceBus;

/// <summary>
/// A process of its own that sends and receives as fast as it can until it is killed. It says on its standard output what was
/// acknowledged: <c>sent</c>, <c>held</c> (received), and <c>done</c> (completed), with <c>try</c> before each completion; some it holds for ever.
/// It is this assembly, started with an environment variable that names the folder.
/// </summary>
internal static class KilledBus
{
    private const string Variable = "MAILMAKER_TEST_QUEUES_IN";

    /// <summary>Starts the process.</summary>
    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(KilledBus).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[Variable] = folder;
        return Process.Start(start)!;
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Test assemblies have a generated entry point that does nothing.")]
    internal static void RunIfAsked()
    {
        // A foreground thread keeps the process alive when the entry point returns; nothing of this assembly runs on another thread before that.
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
            new Thread(() => RunAsync(new ServiceBusClient(EmbeddedHome.ConnectionString(folder))).GetAwaiter().GetResult()).Start();
    }

    private static Task RunAsync(ServiceBusClient client) => Task.WhenAll(
        Enumerable.Range(0, 4).Select(n => SendAsync(client.CreateSender("killed"), n))
            .Concat(Enumerable.Range(0, 4).Select(_ => ReceiveAsync(client.CreateReceiver("killed")))));

    private static async Task SendAsync(ServiceBusSender sender, int number)
    {
        for (var i = 0; ; i++)
        {
            var ids = Enumerable.Range(0, 1 + (i % 3)).Select(n => $"{number}.{i}.{n}").ToList();
            await sender.SendMessagesAsync(ids.Select(id => new ServiceBusMessage(id) { MessageId = id }));
            ids.ForEach(id => Console.Out.WriteLine("sent " + id));
        }
    }

    private static async Task ReceiveAsync(ServiceBusReceiver receiver)
    {
        while (true)
        {
            foreach (var message in await receiver.ReceiveMessagesAsync(3))
            {
                await Console.Out.WriteLineAsync("held " + message.MessageId);
                if (message.SequenceNumber % 5 == 0)
                    continue;
                await Console.Out.WriteLineAsync("try " + message.MessageId);
                await receiver.CompleteMessageAsync(message);
                await Console.Out.WriteLineAsync("done " + message.MessageId);
            }
        }
    }
}
