using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MailMaker.Core.Delivery.Smtp;

namespace MailMaker.Delivery.Smtp;

/// <summary>One connection to the relay: octets out, replies in, and a time-out on each. One task at a time uses it.</summary>
internal sealed class SmtpConnection : IDisposable
{
    private readonly Socket socket;
    private readonly CancellationTokenSource limit;
    private Stream stream;
    private byte[] input = new byte[2_048];
    private int read;
    private int filled;

    private SmtpConnection(Socket socket, CancellationTokenSource limit, SmtpTimeouts timeouts)
    {
        (this.socket, this.limit, Timeouts) = (socket, limit, timeouts);
        stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Commands on their way out; empty between mails.</summary>
    public ArrayBufferWriter<byte> Output { get; } = new(512);

    /// <summary>How long the relay may take.</summary>
    public SmtpTimeouts Timeouts { get; }

    /// <summary>What the relay offered.</summary>
    public SmtpCapabilities Offered { get; set; } = SmtpCapabilities.None;

    /// <summary>How far the mail in hand is.</summary>
    public SmtpStage Stage { get; set; }

    /// <summary>Mails offered on it so far.</summary>
    public int Mails { get; set; }

    /// <summary>A mail was begun and not ended: RSET comes first.</summary>
    public bool NeedsReset { get; set; }

    /// <summary>Whether the next mail can be offered on it.</summary>
    public bool IsUsable { get; set; } = true;

    /// <summary>Whether the time-out ended it.</summary>
    public bool TimedOut => limit.IsCancellationRequested;

    /// <summary>Something came that nobody asked for, such as the farewell of a server that shuts down.</summary>
    public bool HasUnasked => filled > read || socket.Poll(0, SelectMode.SelectRead);

    /// <summary>This end, as EHLO names a machine without a name of its own (RFC 5321 §4.1.3).</summary>
    public string AddressLiteral => socket.LocalEndPoint is IPEndPoint { Address: var address }
        ? address.IsIPv4MappedToIPv6 || address.AddressFamily == AddressFamily.InterNetwork ? $"[{address.MapToIPv4()}]" : $"[IPv6:{address}]"
        : "[127.0.0.1]";

    /// <summary>Connects; nothing is read yet.</summary>
    public static async Task<SmtpConnection> ConnectAsync(SmtpSettings settings, TimeProvider clock)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var limit = new CancellationTokenSource(settings.Timeouts.Greeting, clock);
        try
        {
            await socket.ConnectAsync(settings.Host, settings.Port, limit.Token);
            return new SmtpConnection(socket, limit, settings.Timeouts);
        }
        catch
        {
            socket.Dispose();
            limit.Dispose();
            throw;
        }
    }

    /// <summary>Encrypts what follows. What came before it was asked for in the clear is never taken for an answer that came encrypted (RFC 3207 §6).</summary>
    public async Task EncryptAsync(SslClientAuthenticationOptions options)
    {
        if (filled > read)
            throw new SmtpGarbageException("The relay said more than it was asked before the connection was encrypted.");
        limit.CancelAfter(Timeouts.Command);
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(options, limit.Token);
    }

    /// <summary>Sends octets.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, TimeSpan within)
    {
        limit.CancelAfter(within);
        return stream.WriteAsync(octets, limit.Token);
    }

    /// <summary>Sends the commands that stand in <see cref="Output"/>.</summary>
    public async ValueTask FlushAsync()
    {
        await WriteAsync(Output.WrittenMemory, Timeouts.Command);
        Output.ResetWrittenCount();
    }

    /// <summary>Reads the next reply. The time is for the whole of it, however slowly it drips.</summary>
    /// <exception cref="SmtpGarbageException">It is no reply.</exception>
    /// <exception cref="EndOfStreamException">The relay closed the connection.</exception>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public async ValueTask<SmtpAnswer> ReadAsync(TimeSpan within)
    {
        var isFirst = true;
        while (true)
        {
            switch (SmtpAnswerReader.Read(input.AsSpan(read, filled - read), out var answer, out var length))
            {
                case SmtpReadState.Complete:
                    read += length;
                    if (answer!.IsClosing)
                        IsUsable = false;
                    return answer;
                case SmtpReadState.Malformed:
                    throw new SmtpGarbageException("What the relay sent is no reply of SMTP.");
                default:
                    if (isFirst)
                        limit.CancelAfter(within);
                    isFirst = false;
                    await FillAsync();
                    break;
            }
        }
    }

    /// <summary>Sends one command and reads its reply.</summary>
    public async ValueTask<SmtpAnswer> AskAsync(string command)
    {
        Encoding.UTF8.GetBytes(command.AsSpan(), Output);
        Output.Write("\r\n"u8);
        await FlushAsync();
        return await ReadAsync(Timeouts.Command);
    }

    /// <summary>Stops the clock while nobody waits for anything.</summary>
    public void Rest() => limit.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Ends what is under way.</summary>
    public void Abort() => limit.Cancel();

    /// <summary>Takes leave (RFC 5321 §4.1.1.10) and closes.</summary>
    public async Task QuitAsync()
    {
        try
        {
            await WriteAsync("QUIT\r\n"u8.ToArray(), Timeouts.Quit);
            await ReadAsync(Timeouts.Quit);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Whoever is gone needs no leave.
        }

        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Dispose();
        limit.Dispose();
    }

    private async ValueTask FillAsync()
    {
        if (read == filled)
            read = filled = 0;
        if (filled == input.Length && read > 0)
        {
            input.AsSpan(read, filled - read).CopyTo(input);
            (read, filled) = (0, filled - read);
        }

        // The reader finds whatever is longer than a reply may be before this grows beyond it.
        if (filled == input.Length)
            Array.Resize(ref input, 2 * input.Length);
        var count = await stream.ReadAsync(input.AsMemory(filled), limit.Token);
        if (count == 0)
            throw new EndOfStreamException("The relay closed the connection.");
        filled += count;
    }
}
