using System.Text;

namespace MailMaker.Core.Inbound.Mime;

/// <summary>Reads header fields up to the empty line after them, to a delimiter, or to where the body begins without an empty line.</summary>
internal sealed class HeaderReader(MimeSource source)
{
    // A line that is no field ends the header unless fields follow this soon: then it is a field's line that lost its indentation.
    private const int LinesAhead = 6;

    public MimeSource Source => source;

    /// <summary>Whether a body may begin without an empty line before it. Not so in a report, which is nothing but fields.</summary>
    public bool EndsAtBrokenLine { get; init; } = true;

    public HeaderFields Read()
    {
        var fields = new List<HeaderField>();
        var (name, start, end) = (default(string), 0, 0);
        for (var first = true; !source.AtEnd; first = false)
        {
            var at = source.Position;
            var line = source.LineAt(at, out var next);
            if (line.IsEmpty || source.DelimiterOf(line) != MimeSource.Delimiter.None)
            {
                source.Position = line.IsEmpty ? next : at;
                break;
            }

            var colon = Colon(line);
            if (colon > 0)
            {
                Keep(fields, name, start, end);
                (name, start) = (Encoding.ASCII.GetString(line[..colon].TrimEnd(" \t"u8)), at + colon + 1);
            }
            else if (line[0] is not ((byte)' ' or (byte)'\t') && !(first && IsEnvelope(line)))
            {
                source.Faults |= MimeFaults.BrokenHeader;
                if (EndsAtBrokenLine && !FieldsFollow(next))
                    break;
            }

            (source.Position, end) = (next, at + line.Length);
        }

        Keep(fields, name, start, end);
        return new(fields);
    }

    private void Keep(List<HeaderField> fields, string? name, int start, int end)
    {
        if (name is null)
            return;
        if (fields.Count == MimeLimits.MostFields)
        {
            source.Faults |= MimeFaults.TooManyFields;
            return;
        }

        if (end - start > MimeLimits.MostFieldOctets)
        {
            source.Faults |= MimeFaults.FieldTooLong;
            end = start + MimeLimits.MostFieldOctets;
        }

        fields.Add(new(name, source.Bytes[start..end]));
    }

    // RFC 5322 §2.2: a name is printable ASCII without a colon; §4.5.8: blanks may stand before the colon.
    private static int Colon(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return -1;
        var name = line[..colon].TrimEnd(" \t"u8);
        return name.IsEmpty || name.ContainsAnyExceptInRange((byte)'!', (byte)'~') ? -1 : colon;
    }

    // The line that mbox files and some gateways put before a message.
    private static bool IsEnvelope(ReadOnlySpan<byte> line) => line.StartsWith("From "u8) || line.StartsWith(">From "u8);

    private bool FieldsFollow(int at)
    {
        for (var i = 0; i < LinesAhead && at < source.Bytes.Length; i++)
        {
            var line = source.LineAt(at, out at);
            if (line.IsEmpty)
                return false;
            if (Colon(line) > 0)
                return true;
        }

        return false;
    }
}
