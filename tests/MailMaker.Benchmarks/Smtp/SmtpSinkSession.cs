using System.Buffers;

namespace MailMaker.Benchmarks.Smtp;

/// <summary>One connection of a sink: commands in groups, content searched for its end in one go.</summary>
internal sealed class SmtpSinkSession(SmtpSink sink)
{
    private byte[] buffer = new byte[128 * 1024];
    private int filled;
    private bool inContent;

    /// <summary>What is to be answered.</summary>
    public ArrayBufferWriter<byte> Answer { get; } = new(512);

    /// <summary>The client has taken leave.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Room for what comes next.</summary>
    public Memory<byte> Room()
    {
        if (filled == buffer.Length)
            Array.Resize(ref buffer, 2 * buffer.Length);
        return buffer.AsMemory(filled);
    }

    /// <summary>Works through what came.</summary>
    public void Take(int count)
    {
        filled += count;
        var rest = buffer.AsSpan(0, filled);
        while (inContent ? TakeContent(ref rest) : TakeCommand(ref rest))
        {
        }

        rest.CopyTo(buffer);
        filled = rest.Length;
    }

    private bool TakeContent(ref Span<byte> rest)
    {
        var end = rest.IndexOf("\r\n.\r\n"u8);
        if (end < 0)
            return false;
        sink.Count(rest[..Math.Min(end, 4_096)], end + 2);
        rest = rest[(end + 5)..];
        inContent = false;
        Answer.Write("250 2.0.0 taken\r\n"u8);
        return true;
    }

    private bool TakeCommand(ref Span<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        if (end < 0)
            return false;
        var line = rest[..end];
        rest = rest[(end + 1)..];
        Answer.Write(line.Length == 0 ? "500 what?\r\n"u8 : (line[0] | 0x20) switch
        {
            'e' => "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 50000000\r\n"u8,
            'd' => "354 go on\r\n"u8,
            'q' => "221 2.0.0 bye\r\n"u8,
            _ => "250 2.0.0 ok\r\n"u8,
        });
        inContent = line.Length > 0 && (line[0] | 0x20) == 'd';
        IsOver |= line.Length > 0 && (line[0] | 0x20) == 'q';
        return true;
    }
}
