namespace MailMaker.Core.Imports.Workbooks;

/// <summary>
/// The strings that cells refer to by number (ECMA-376 part 1, 18.4.9). Each is kept with its length before it; the place of every sixteenth is
/// remembered, so ten million strings take five megabytes beside their paged text.
/// </summary>
internal sealed class SharedStrings : IDisposable
{
    private const int Stride = 16;

    private readonly PagedText text;
    private readonly List<long> places = [];
    private readonly char[] buffer = new char[FileLimits.MostRowCharacters];
    private int count;
    private int lastIndex = -1;
    private long lastPlace;

    private SharedStrings(Func<Stream> spool) => text = new PagedText(spool);

    /// <summary>No strings.</summary>
    public static SharedStrings None(Func<Stream> spool) => new(spool);

    /// <summary>Reads the part of shared strings.</summary>
    public static SharedStrings Read(XmlPart part, Func<Stream> spool)
    {
        var strings = new SharedStrings(spool);
        try
        {
            while (part.ReadTo("si"))
                strings.Add(strings.buffer.AsSpan(0, RichText.Read(part, strings.buffer)));
            return strings;
        }
        catch
        {
            strings.Dispose();
            throw;
        }
    }

    /// <summary>Copies a string.</summary>
    /// <param name="index">Its number, from 0.</param>
    /// <param name="to">Where it goes.</param>
    /// <returns>Its length; -1 when there is no such string, and more than the room when it has none.</returns>
    public int CopyTo(long index, Span<char> to)
    {
        if (index < 0 || index >= count)
            return -1;
        var place = Find((int)index);
        var length = LengthAt(place);
        if (length <= to.Length)
            text.CopyTo(place + 2, to[..length]);
        return length;
    }

    /// <inheritdoc />
    public void Dispose() => text.Dispose();

    private void Add(ReadOnlySpan<char> value)
    {
        if (count == int.MaxValue)
            throw new DamagedFileException("The workbook has more shared strings than any sheet has cells.");
        if (count++ % Stride == 0)
            places.Add(text.Length);
        text.Append([(char)(value.Length & 0xFFFF), (char)(value.Length >> 16)]);
        text.Append(value);
    }

    private long Find(int index)
    {
        // Sheets refer to most strings in their order.
        var (at, place) = lastIndex >= 0 && index >= lastIndex && index / Stride == lastIndex / Stride
            ? (lastIndex, lastPlace) : (index / Stride * Stride, places[index / Stride]);
        for (; at < index; at++)
            place += 2 + LengthAt(place);
        (lastIndex, lastPlace) = (index, place);
        return place;
    }

    private int LengthAt(long place)
    {
        Span<char> length = stackalloc char[2];
        text.CopyTo(place, length);
        return length[0] | (length[1] << 16);
    }
}
