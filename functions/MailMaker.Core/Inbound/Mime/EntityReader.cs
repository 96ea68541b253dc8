using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Takes a message apart in one pass over its lines, whatever its boundaries are like (RFC 2046 §5.1).</summary>
internal sealed class EntityReader
{
    private readonly MimeSource source;
    private readonly Budget budget;

    private EntityReader(MimeSource source, Budget budget) => (this.source, this.budget) = (source, budget);

    public static InboundMail Read(ReadOnlyMemory<byte> bytes)
    {
        var budget = new Budget();
        var root = ReadWhole(bytes, 0, budget);
        return new(root, budget.Faults);
    }

    private static MimePart ReadWhole(ReadOnlyMemory<byte> bytes, int depth, Budget budget)
    {
        var reader = new EntityReader(new(bytes), budget);
        var root = reader.ReadEntity("text/plain", depth, out _);
        budget.Faults |= reader.source.Faults;
        return root;
    }

    // Depth is bounded by MimeLimits.MostDepth, so the recursion is too.
    private MimePart ReadEntity(string defaultType, int depth, out MimeSource.Delimiter end)
    {
        budget.Parts++;
        var part = new MimePart(new HeaderReader(source).Read(), defaultType);
        var start = source.Position;
        var deepest = depth >= MimeLimits.MostDepth;
        if (deepest && (part.IsMultipart || IsMessage(part)))
            source.Faults |= MimeFaults.TooDeep;
        if (part.IsMultipart && !deepest)
            ReadMultipart(part, depth, out end);
        else if (IsMessage(part) && !deepest)
            ReadMessage(part, depth, out end);
        else
            part.Body = source.ReadToDelimiter(out end);
        if (part.Body.IsEmpty && (part.Children.Count > 0 || part.Message is not null))
            part.Body = source.Bytes[start..Math.Max(start, source.EndOfContent)];
        return part;
    }

    private void ReadMultipart(MimePart part, int depth, out MimeSource.Delimiter end)
    {
        var start = source.Position;
        if (BoundaryOf(part) is not { } boundary)
        {
            source.Faults |= MimeFaults.MissingBoundary;
            part.Body = source.ReadToDelimiter(out end);
            return;
        }

        var level = source.Boundaries.Count;
        source.Boundaries.Add(boundary);
        var preamble = source.ReadToDelimiter(out end);
        var found = end.Level == level;
        part.Children = ReadChildren(part, level, depth, ref end);
        source.Boundaries.RemoveAt(level);
        if (end.Level == level)
            source.ReadToDelimiter(out end); // the epilogue
        else
            source.Faults |= found ? MimeFaults.MissingEnd : MimeFaults.MissingBoundary;
        part.Body = found ? source.Bytes[start..Math.Max(start, source.EndOfContent)] : preamble;
    }

    private List<MimePart> ReadChildren(MimePart part, int level, int depth, ref MimeSource.Delimiter end)
    {
        // RFC 2046 §5.1.5
        var defaultType = part.MediaType == "multipart/digest" ? "message/rfc822" : "text/plain";
        var children = new List<MimePart>();
        while (end.Level == level && !end.Closes)
        {
            if (budget.Parts < MimeLimits.MostParts)
            {
                children.Add(ReadEntity(defaultType, depth + 1, out end));
                continue;
            }

            source.Faults |= MimeFaults.TooManyParts;
            source.ReadToDelimiter(out end);
        }

        return children;
    }

    private void ReadMessage(MimePart part, int depth, out MimeSource.Delimiter end)
    {
        if (budget.Parts < MimeLimits.MostParts && TransferDecoding.IsIdentity(part.Fields.Find("Content-Transfer-Encoding")?.Value))
        {
            part.Message = new(ReadEntity("text/plain", depth + 1, out end), MimeFaults.None);
            return;
        }

        part.Body = source.ReadToDelimiter(out end);
        // RFC 2046 §5.2.1 forbids an encoding here; it is found all the same, and RFC 6532 §3.5 allows it.
        if (budget.Parts >= MimeLimits.MostParts || (budget.Decoded += part.Body.Length) > MimeLimits.MostOctets)
            source.Faults |= budget.Parts >= MimeLimits.MostParts ? MimeFaults.TooManyParts : MimeFaults.TooLarge;
        else
            part.Message = new(ReadWhole(part.Decode(), depth + 1, budget), MimeFaults.None);
    }

    private static bool IsMessage(MimePart part) => part.MediaType is "message/rfc822" or "message/global" or "text/rfc822-headers" or "message/global-headers" or "text/rfc822-header";

    private static byte[]? BoundaryOf(MimePart part)
    {
        var boundary = part.ContentType["boundary"]?.TrimEnd();
        if (string.IsNullOrEmpty(boundary) || boundary.Length > MimeLimits.MostBoundaryOctets)
            return null;
        return Encoding.UTF8.GetBytes(boundary);
    }

    /// <summary>What the whole message has used up, embedded messages included.</summary>
    private sealed class Budget
    {
        public int Parts { get; set; }

        public long Decoded { get; set; }

        public MimeFaults Faults { get; set; }
    }
}
