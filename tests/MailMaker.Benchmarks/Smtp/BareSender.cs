using System.Net;
using System.Net.Sockets;

namespace MailMaker.Benchmarks.Smtp;

/// <summary>The same octets again and again over plain sockets, with commands in groups and nothing else: what a sink and this machine can do.</summary>
internal static class BareSender
{
    private const int Connections = 16;

    /// <summary>Sends mails.</summary>
    public static Task SendAsync(int port, byte[] content, int mails) =>
        Task.WhenAll(Enumerable.Range(0, Connections).Select(i => Task.Run(() => SendOnOneAsync(port, content, (mails + i) / Connections))));

    private static async Task SendOnOneAsync(int port, byte[] content, int mails)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var room = new byte[4_096];
        await ReadLinesAsync(socket, room, 1);
        await socket.SendAsync("HELO bench\r\n"u8.ToArray());
        await ReadLinesAsync(socket, room, 1);
        var commands = "MAIL FROM:<news@shop.example.com>\r\nRCPT TO:<person@example.com>\r\nDATA\r\n"u8.ToArray();
        byte[] data = [.. content, .. ".\r\n"u8];
        for (var i = 0; i < mails; i++)
        {
            await socket.SendAsync(commands);
            await ReadLinesAsync(socket, room, 3);
            await socket.SendAsync(data);
            await ReadLinesAsync(socket, room, 1);
        }
    }

    private static async ValueTask ReadLinesAsync(Socket socket, byte[] room, int lines)
    {
        while (lines > 0)
        {
            var count = await socket.ReceiveAsync(room);
            if (count == 0)
                throw new IOException("The sink closed the connection.");
            lines -= room.AsSpan(0, count).Count((byte)'\n');
        }
    }
}
