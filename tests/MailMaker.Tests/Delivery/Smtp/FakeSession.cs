using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>One connection of <see cref="FakeSmtpServer"/>.</summary>
internal sealed class FakeSession(FakeSmtpServer server, Socket socket, int number, CancellationToken stopping) : IAsyncDisposable
{
    private Stream stream = new NetworkStream(socket, ownsSocket: true);
    private byte[] buffer = new byte[64 * 1024];
    private int filled;
    private string mail = "";
    private string rcpt = "";
    private bool closed;

    public async Task RunAsync()
    {
        await server.GreetsAfter.WaitAsync(stopping);
        await ActAsync(FakeStep.Connect, "", "220 fake ESMTP");
        while (!closed && await ReadLineAsync() is { } line)
        {
            server.Lines.Enqueue(line);
            await ObeyAsync(line);
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task ObeyAsync(string line)
    {
        switch (line.Split(' ')[0].ToUpperInvariant())
        {
            case "EHLO":
                await ActAsync(FakeStep.Ehlo, line, string.Join("\r\n", ((string[])["fake", .. server.Offers]).Select((o, i) => (i < server.Offers.Length ? "250-" : "250 ") + o)));
                break;
            case "HELO":
                await SayAsync("250 fake");
                break;
            case "STARTTLS":
                if (await ActAsync(FakeStep.StartTls, line, "220 go on"))
                    await EncryptAsync();
                break;
            case "AUTH":
                await SignInAsync(line);
                break;
            case "MAIL":
                mail = await ActAsync(FakeStep.Mail, line, mail.Length == 0 ? "250 2.1.0 ok" : "503 5.5.1 nested MAIL") ? line : mail;
                break;
            case "RCPT":
                rcpt = await ActAsync(FakeStep.Rcpt, line, mail.Length > 0 ? "250 2.1.5 ok" : "503 5.5.1 no MAIL") && mail.Length > 0 ? line : rcpt;
                break;
            case "DATA":
                if (await ActAsync(FakeStep.Data, line, rcpt.Length > 0 ? "354 go on" : "554 5.5.1 no valid recipients") && rcpt.Length > 0)
                    await TakeAsync();
                break;
            case "RSET":
                (mail, rcpt) = ("", "");
                await ActAsync(FakeStep.Reset, line, "250 2.0.0 ok");
                break;
            case "QUIT":
                await ActAsync(FakeStep.Quit, line, "221 2.0.0 bye");
                closed = true;
                break;
            default:
                await SayAsync("500 5.5.2 what?");
                break;
        }
    }

    private async Task SignInAsync(string line)
    {
        if (line.StartsWith("AUTH LOGIN", StringComparison.Ordinal))
        {
            await SayAsync("334 VXNlcm5hbWU6");
            var user = await ReadLineAsync();
            await SayAsync("334 UGFzc3dvcmQ6");
            line = $"{line} {user} {await ReadLineAsync()}";
            server.Lines.Enqueue(line);
        }

        await ActAsync(FakeStep.Auth, line, "235 2.7.0 ok");
    }

    // Content comes by lines, so that what is stored is what stood before the dots were doubled.
    private async Task TakeAsync()
    {
        var taken = new MemoryStream();
        var act = server.Script(FakeStep.Content, number, rcpt);
        while (await ReadOctetsAsync() is { } line)
        {
            if (act is FakeAct.Closing or FakeAct.Standing && taken.Length > 100)
            {
                await DoAsync(act, "250 2.0.0 ok");
                if (closed)
                    return;
            }

            if (line is [(byte)'.', (byte)'\r', (byte)'\n'])
            {
                await EndAsync(new TakenMail(mail, rcpt, taken.ToArray()));
                return;
            }

            taken.Write(line[0] == (byte)'.' ? line.AsSpan(1) : line);
        }
    }

    private async Task EndAsync(TakenMail taken)
    {
        var act = server.Script(FakeStep.End, number, rcpt);
        (mail, rcpt) = ("", "");
        if (act is FakeAct.Going or FakeAct.Vanishing or FakeAct.Dripping)
            server.Taken.Enqueue(taken);
        await DoAsync(act, $"250 2.0.0 ok: queued as {server.Taken.Count}");
    }

    private Task<bool> ActAsync(FakeStep step, string line, string answer) => DoAsync(server.Script(step, number, line), answer);

    // Whether it went as it should.
    private async Task<bool> DoAsync(FakeAct act, string answer)
    {
        switch (act)
        {
            case FakeAct.Going:
                await SayAsync(answer);
                return answer[0] is '2' or '3';
            case FakeAct.Dripping:
                foreach (var octet in Encoding.ASCII.GetBytes(answer + "\r\n"))
                    await stream.WriteAsync(new[] { octet }, stopping);
                return answer[0] is '2' or '3';
            case FakeAct.Saying say:
                await SayAsync(say.Text);
                closed |= say.Closes;
                return false;
            case FakeAct.Standing:
                server.Stalled();
                await Task.Delay(Timeout.Infinite, stopping);
                return false;
            default:
                closed = true;
                return false;
        }
    }

    private async Task EncryptAsync()
    {
        var encrypted = new SslStream(stream);
        stream = encrypted;
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, stopping);
        (mail, rcpt) = ("", "");
    }

    private ValueTask SayAsync(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), stopping);

    private async Task<string?> ReadLineAsync() => await ReadOctetsAsync() is { } line ? Encoding.UTF8.GetString(line).TrimEnd('\r', '\n') : null;

    private async Task<byte[]?> ReadOctetsAsync()
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) < 0)
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * buffer.Length);
            var count = await stream.ReadAsync(buffer.AsMemory(filled), stopping);
            if (count == 0)
                return null;
            server.Pieces.Enqueue(Encoding.Latin1.GetString(buffer, filled, count));
            filled += count;
        }

        var line = buffer[..(end + 1)];
        buffer.AsSpan(end + 1, filled - end - 1).CopyTo(buffer);
        filled -= end + 1;
        return line;
    }
}
