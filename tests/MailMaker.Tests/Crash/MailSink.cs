using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailMaker.Tests.Crash;

/// <summary>A mail server that takes everything and remembers who got what when. It outlives the program that is killed.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<TakenBySink> taken = new();
    private readonly ConcurrentDictionary<Task, bool> sessions = new();
    private readonly TimeSpan takes;
    private readonly Task accepting;

    /// <param name="takes">How long it takes to accept a mail, so that a kill finds some on their way.</param>
    public MailSink(TimeSpan takes)
    {
        this.takes = takes;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What was taken, in the order in which it was.</summary>
    public IReadOnlyList<TakenBySink> Taken => [.. taken];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(sessions.Keys);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                var session = ServeAsync(client);
                sessions[session] = true;
                _ = session.ContinueWith(s => sessions.TryRemove(s, out _), TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            await TalkAsync(client.GetStream());
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The program was killed, or the sink ends.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var lines = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        await AnswerAsync(stream, "220 sink");
        var (recipient, begun) = ("", 0L);
        while (await lines.ReadLineAsync(stop.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await AnswerAsync(stream, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
                    break;
                case "MAIL":
                    begun = Stopwatch.GetTimestamp();
                    await AnswerAsync(stream, "250 2.1.0 ok");
                    break;
                case "RCPT":
                    recipient = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    await AnswerAsync(stream, "250 2.1.5 ok");
                    break;
                case "DATA":
                    await AnswerAsync(stream, "354 go on");
                    await TakeAsync(lines, recipient, begun);
                    await AnswerAsync(stream, "250 2.0.0 taken");
                    break;
                case "QUIT":
                    await AnswerAsync(stream, "221 2.0.0 bye");
                    return;
                default:
                    await AnswerAsync(stream, "250 2.0.0 ok");
                    break;
            }
        }
    }

    private async Task TakeAsync(StreamReader lines, string recipient, long begun)
    {
        var (subject, id) = ("", "");
        var inHeader = true;
        while (true)
        {
            var line = await lines.ReadLineAsync(stop.Token) ?? throw new EndOfStreamException("The mail broke off.");
            if (line == ".")
                break;
            inHeader &= line.Length > 0;
            if (inHeader && line.StartsWith("Subject: ", StringComparison.Ordinal))
                subject = line["Subject: ".Length..];
            if (inHeader && line.StartsWith("Message-ID: ", StringComparison.OrdinalIgnoreCase))
                id = line["Message-ID: ".Length..];
        }

        await Task.Delay(takes, stop.Token);
        taken.Enqueue(new TakenBySink(subject, recipient, id, begun, Stopwatch.GetTimestamp()));
    }

    private async Task AnswerAsync(NetworkStream stream, string answer) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), stop.Token);
}
