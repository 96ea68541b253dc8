using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>npm's <c>smtp-server</c> in a process of its own.</summary>
internal sealed class NodeSmtpServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly Process process;
    private Task reading = Task.CompletedTask;

    private NodeSmtpServer(TemporaryFolder folder, Process process) => (this.folder, this.process) = (folder, process);

    public int Port { get; private set; }

    public string Certificate => Path.Combine(folder.Path, "cert.pem");

    public ConcurrentQueue<NodeMail> Taken { get; } = new();

    public static async Task<NodeSmtpServer> StartAsync()
    {
        await NodePackages.InstallAsync();
        var folder = new TemporaryFolder();
        using var certificate = ThrowAwayCertificate.Make();
        var (path, key) = ThrowAwayCertificate.Write(certificate, folder.Path);
        var script = Path.Combine(NodePackages.ProjectFolder, "Delivery", "Smtp", "smtp-server.mjs");
        var process = Process.Start(new ProcessStartInfo("node", [script, path, key]) { RedirectStandardOutput = true })!;
        var server = new NodeSmtpServer(folder, process)
        {
            Port = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture),
        };
        server.reading = server.ReadAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await reading;
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            Taken.Enqueue(JsonSerializer.Deserialize<NodeMail>(line, JsonSerializerOptions.Web)!);
    }

    internal sealed record NodeMail(string From, string To, byte[] Content);
}
