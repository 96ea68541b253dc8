using System.Text;

namespace MailMaker.Core.Content;

/// <summary>
/// Takes what a template writes: static texts by reference, values as characters in one growing array that is used again and again. Refuses to grow beyond
/// what a mail can be. The whole text is put together only when somebody asks for it. Not thread-safe.
/// </summary>
internal sealed class PartWriter(int capacity) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    /// <summary>Characters one part may render to: ten times the longest template. Guards memory against a template that multiplies itself.</summary>
    public const int Longest = 10_000_000;

    // What stays allocated between mails; one rare giant does not hold its memory for ever.
    private const int Kept = 256 * 1024;

    private char[] chars = new char[capacity];
    private char[] flat = [];
    private int length;
    private int statics;
    private int flatLength = -1;
    private PartSegment[] segments = new PartSegment[64];
    private int count;
    private StaticTexts? texts;
    private MailPlaces places = MailPlaces.None;

    public override Encoding Encoding => Encoding.Unicode;

    public bool IsEmpty => length + statics == 0;

    /// <summary>The part in order.</summary>
    public ReadOnlySpan<PartSegment> Segments => segments.AsSpan(0, count);

    /// <summary>All values, one behind the other.</summary>
    public ReadOnlySpan<char> Values => chars.AsSpan(0, length);

    /// <summary>The text, put together; lives until the next <see cref="Begin"/>.</summary>
    public ReadOnlyMemory<char> Written
    {
        get
        {
            if (count == 1 && segments[0].Piece is null)
                return chars.AsMemory(0, length);
            if (flatLength < 0)
                Flatten();
            return flat.AsMemory(0, flatLength);
        }
    }

    /// <summary>Forgets what was written.</summary>
    /// <param name="known">The static texts of what writes next; null when it has none.</param>
    /// <param name="places">What stands at the marked places of static texts.</param>
    public void Begin(StaticTexts? known, MailPlaces places)
    {
        (texts, this.places) = (known, places);
        (length, statics, count, flatLength) = (0, 0, 0, -1);
        if (chars.Length > Kept)
            chars = new char[Kept];
        if (flat.Length > Kept)
            flat = [];
    }

    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (texts is not null && texts.TryFind(value, out var known))
            Write(known);
        else
            Write(value.AsSpan());
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.IsEmpty)
            return;
        if (buffer.Length > chars.Length - length)
            Grow(buffer.Length);
        buffer.CopyTo(chars.AsSpan(length));
        if (count > 0 && segments[count - 1] is { Piece: null } last)
            segments[count - 1] = last with { Length = last.Length + buffer.Length };
        else
            Add(new PartSegment(null, length, buffer.Length));
        length += buffer.Length;
        Check();
    }

    private void Write(StaticText text)
    {
        foreach (var step in text.Steps)
        {
            if (step.Piece is { } piece)
            {
                Add(new PartSegment(piece, 0, piece.Text.Length));
                statics += piece.Text.Length;
                Check();
            }
            else
            {
                places.Write(step.Link, this);
            }
        }
    }

    private void Add(PartSegment segment)
    {
        if (count == segments.Length)
            Array.Resize(ref segments, 2 * count);
        segments[count++] = segment;
    }

    private void Check()
    {
        if (length + (long)statics > Longest)
            throw new MailTooLongException();
    }

    private void Grow(int by)
    {
        if (length + (long)by > Longest)
            throw new MailTooLongException();
        Array.Resize(ref chars, (int)Math.Min(Longest, Math.Max(length + (long)by, 2L * chars.Length)));
    }

    private void Flatten()
    {
        if (flat.Length < length + statics)
            flat = new char[length + statics];
        var at = 0;
        foreach (var segment in Segments)
        {
            var text = segment.Piece is { } piece ? piece.Text.AsSpan() : chars.AsSpan(segment.Start, segment.Length);
            text.CopyTo(flat.AsSpan(at));
            at += text.Length;
        }

        flatLength = at;
    }
}
