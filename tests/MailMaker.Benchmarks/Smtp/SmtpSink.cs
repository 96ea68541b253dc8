using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MailMaker.Benchmarks.Smtp;

/// <summary>
/// A mail server that takes everything as fast as it comes and remembers how often each Message-ID came: mails of MailMaker bear their operation there, so that a
/// double shows.
/// </summary>
internal sealed class SmtpSink : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<string, int> ids = new();
    private long mails;
    private long octets;
    private long firstTicks;
    private long lastTicks;

    /// <summary>The port it listens on.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>What came since the last call of <see cref="Clear"/>.</summary>
    public SmtpSinkReport Report() => new(
        Interlocked.Read(ref mails), ids.Count, Interlocked.Read(ref octets), Moment(Interlocked.Read(ref firstTicks)), Moment(Interlocked.Read(ref lastTicks)),
        Environment.CpuUsage.TotalTime.TotalSeconds, [.. ids.Where(i => i.Value > 1).Select(i => i.Key).Take(1_000)]);

    /// <summary>Forgets what came.</summary>
    public void Clear()
    {
        ids.Clear();
        (mails, octets, firstTicks, lastTicks) = (0, 0, 0, 0);
    }

    /// <summary>Takes connections until it is disposed of.</summary>
    public async Task RunAsync()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        await Task.Yield();
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    private static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        using var held = socket;
        var session = new SmtpSinkSession(this);
        try
        {
            await socket.SendAsync("220 sink ESMTP\r\n"u8.ToArray());
            while (!session.IsOver)
            {
                var count = await socket.ReceiveAsync(session.Room());
                if (count == 0)
                    return;
                session.Take(count);
                if (session.Answer.WrittenCount == 0)
                    continue;
                await socket.SendAsync(session.Answer.WrittenMemory);
                session.Answer.ResetWrittenCount();
            }
        }
        catch (SocketException)
        {
            // The client was killed: that is what some runs are for.
        }
    }

    internal void Count(ReadOnlySpan<byte> head, long length)
    {
        var now = TimeProvider.System.GetUtcNow().UtcTicks;
        Interlocked.CompareExchange(ref firstTicks, now, 0);
        Interlocked.Exchange(ref lastTicks, now);
        Interlocked.Increment(ref mails);
        Interlocked.Add(ref octets, length);
        ids.AddOrUpdate(IdOf(head), 1, static (_, times) => times + 1);
    }

    private static string IdOf(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("\r\nMessage-ID: <"u8);
        if (at < 0)
            return "";
        head = head[(at + 15)..];
        var end = head.IndexOf((byte)'>');
        return end < 0 ? "" : System.Text.Encoding.ASCII.GetString(head[..end]);
    }
}
