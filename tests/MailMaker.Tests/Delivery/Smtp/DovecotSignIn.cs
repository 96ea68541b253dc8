using System.Net;
using System.Net.Sockets;
using MailMaker.Core.Delivery.Smtp;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>Tells postfix whose password is right, in the protocol of Dovecot's authentication service, version 1.1: one user, PLAIN.</summary>
internal sealed class DovecotSignIn : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string expected;
    private Task serving = Task.CompletedTask;

    private DovecotSignIn(string user, string password) => expected = "resp=" + SaslText.Plain(user, password);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static DovecotSignIn Start(string user, string password)
    {
        var service = new DovecotSignIn(user, password);
        service.listener.Start();
        service.serving = service.AcceptAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var held = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\n", AutoFlush = true };
        try
        {
            await writer.WriteAsync("VERSION\t1\t1\nMECH\tPLAIN\tplaintext\nSPID\t1\nCUID\t1\nCOOKIE\t0123456789abcdef0123456789abcdef\nDONE\n");
            while (await reader.ReadLineAsync() is { } line)
            {
                var words = line.Split('\t');
                if (words[0] == "AUTH")
                    await writer.WriteLineAsync(words.Contains(expected) ? $"OK\t{words[1]}\tuser=tim" : $"FAIL\t{words[1]}\tuser=tim");
            }
        }
        catch (IOException)
        {
            // postfix has stopped.
        }
    }
}
