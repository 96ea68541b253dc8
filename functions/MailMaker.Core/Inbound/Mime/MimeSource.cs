namespace MailMaker.Core.Inbound.Mime;

/// <summary>A message's octets, a place in them, and the boundaries that are open there.</summary>
internal sealed class MimeSource
{
    private readonly byte lineEnd;

    public MimeSource(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MimeLimits.MostOctets)
        {
            bytes = bytes[..MimeLimits.MostOctets];
            Faults |= MimeFaults.TooLarge;
        }

        Bytes = bytes;
        // Lines end with CR LF (RFC 5322 §2.1) or as in files with LF; a message of bare CRs has neither.
        lineEnd = bytes.Span.Contains((byte)'\n') ? (byte)'\n' : (byte)'\r';
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public int Position { get; set; }

    public MimeFaults Faults { get; set; }

    /// <summary>Where what was read up to the last delimiter ends, its line end left out.</summary>
    public int EndOfContent { get; private set; }

    /// <summary>Boundaries of the multiparts around this place, the outermost first.</summary>
    public List<byte[]> Boundaries { get; } = [];

    public bool AtEnd => Position >= Bytes.Length;

    /// <summary>The line that begins at a place, without its end, and where the next one begins.</summary>
    public ReadOnlySpan<byte> LineAt(int start, out int next)
    {
        var rest = Bytes.Span[start..];
        var end = rest.IndexOf(lineEnd);
        next = end < 0 ? Bytes.Length : start + end + 1;
        if (end < 0)
            return rest;
        return end > 0 && lineEnd == '\n' && rest[end - 1] == '\r' ? rest[..(end - 1)] : rest[..end];
    }

    /// <summary>The open boundary that a line delimits.</summary>
    public Delimiter DelimiterOf(ReadOnlySpan<byte> line)
    {
        if (Boundaries.Count == 0 || !line.StartsWith("--"u8))
            return Delimiter.None;
        line = line[2..].TrimEnd(" \t\r"u8);
        for (var level = Boundaries.Count - 1; level >= 0; level--)
        {
            var boundary = Boundaries[level];
            if (!line.StartsWith(boundary))
                continue;
            if (line.Length == boundary.Length)
                return new(level, false);
            if (line[boundary.Length..].SequenceEqual("--"u8))
                return new(level, true);
        }

        return Delimiter.None;
    }

    /// <summary>Goes behind the next delimiter, or to the end. The octets before it, without the line end that belongs to it (RFC 2046 §5.1.1).</summary>
    public ReadOnlyMemory<byte> ReadToDelimiter(out Delimiter delimiter)
    {
        var start = Position;
        while (!AtEnd)
        {
            var at = Position;
            var line = LineAt(at, out var next);
            Position = next;
            delimiter = DelimiterOf(line);
            if (delimiter != Delimiter.None)
            {
                EndOfContent = BeforeLineEnd(at);
                return Bytes[start..Math.Max(start, EndOfContent)];
            }
        }

        delimiter = Delimiter.None;
        EndOfContent = Bytes.Length;
        return Bytes[start..];
    }

    private int BeforeLineEnd(int at)
    {
        if (at > 0 && Bytes.Span[at - 1] == lineEnd)
            at--;
        return lineEnd == '\n' && at > 0 && Bytes.Span[at - 1] == '\r' ? at - 1 : at;
    }

    /// <summary>A line between parts: the index of its boundary and whether it closes the multipart. <see cref="None"/> is the end of the message.</summary>
    public readonly record struct Delimiter(int Level, bool Closes)
    {
        public static Delimiter None => new(-1, false);
    }
}
