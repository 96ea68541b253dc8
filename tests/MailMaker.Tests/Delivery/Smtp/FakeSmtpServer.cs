using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>An SMTP server on 127.0.0.1 that misbehaves as a script says.</summary>
internal sealed class FakeSmtpServer : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> sessions = [];
    private Task accepting = Task.CompletedTask;
    private int connections;
    private int open;
    private int mostOpen;

    /// <summary>What to do at a step of a connection (numbered from 1), with the command's line.</summary>
    public Func<FakeStep, int, string, FakeAct> Script { get; set; } = (_, _, _) => FakeAct.Proceed;

    /// <summary>Nobody is greeted before it is over.</summary>
    public Task GreetsAfter { get; set; } = Task.CompletedTask;

    /// <summary>Runs when a stall begins.</summary>
    public Action Stalled { get; set; } = () => { };

    /// <summary>Keywords of the EHLO answer.</summary>
    public string[] Offers { get; set; } = ["PIPELINING", "SIZE 1000000", "8BITMIME", "ENHANCEDSTATUSCODES"];

    public X509Certificate2? Certificate { get; init; }

    public ConcurrentQueue<TakenMail> Taken { get; } = new();

    /// <summary>Every line that clients sent, content left out.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>What came, as it came.</summary>
    public ConcurrentQueue<string> Pieces { get; } = new();

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    public int Connections => Volatile.Read(ref connections);

    public int MostOpen => Volatile.Read(ref mostOpen);

    public static FakeSmtpServer Start(Action<FakeSmtpServer>? setUp = null, X509Certificate2? certificate = null)
    {
        var server = new FakeSmtpServer { Certificate = certificate };
        setUp?.Invoke(server);
        server.listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        server.listener.Listen(128);
        server.accepting = server.AcceptAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(sessions);
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var socket = await listener.AcceptAsync(stopping.Token);
                socket.NoDelay = true;
                sessions.Add(ServeAsync(socket, Interlocked.Increment(ref connections)));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        var now = Interlocked.Increment(ref open);
        for (int most; now > (most = mostOpen) && Interlocked.CompareExchange(ref mostOpen, now, most) != most;)
        {
        }

        try
        {
            await using var session = new FakeSession(this, socket, number, stopping.Token);
            await session.RunAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client has gone, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
