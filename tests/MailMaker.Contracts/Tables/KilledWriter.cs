using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using MailMaker.Embedded.Storage;

namespace MailMaker.Contracts.Tables;

/// <summary>
/// A process of its own that writes to a data folder as fast as it can, and says the row key of every write on its standard output once
/// the write is acknowledged, until it is killed. It is this assembly, started with an environment variable that names the folder.
/// </summary>
internal static class KilledWriter
{
    private const string Variable = "MAILMAKER_TEST_WRITES_TO";
    private const int Callers = 8;

    /// <summary>Starts the process.</summary>
    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(KilledWriter).Assembly.Location]) { RedirectStandardOutput = true };
        start.Environment[Variable] = folder;
        return Process.Start(start)!;
    }

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Test assemblies have a generated entry point that does nothing.")]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
            // Not here: while an initializer runs, every other thread waits before its first call into this assembly.
            new Thread(() => WriteAsync(folder).GetAwaiter().GetResult()).Start();
    }

    private static async Task WriteAsync(string folder)
    {
        var table = new TableClient(EmbeddedHome.ConnectionString(folder), "written");
        await table.CreateIfNotExistsAsync();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async caller =>
        {
            for (var i = 0; ; i++)
            {
                var rowKeys = Enumerable.Range(0, 1 + (i % 3)).Select(n => $"{i:d7}-{n}").ToList();
                await table.SubmitTransactionAsync(rowKeys.Select(rowKey =>
                    new TableTransactionAction(TableTransactionActionType.Add, new TableEntity($"{caller}", rowKey) { ["Text"] = new string('x', 200) })));
                foreach (var rowKey in rowKeys)
                    await Console.Out.WriteLineAsync($"{caller} {rowKey}");
            }
        }));
    }
}
