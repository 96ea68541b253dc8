using System.Text;

namespace MailMaker.Core.Content;

/// <summary>A text writer into one growing array that is used again and again; refuses to grow beyond what a mail can be.</summary>
internal sealed class CharWriter(int capacity) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    /// <summary>Characters one part may render to: ten times the longest template. Guards memory against a template that multiplies itself.</summary>
    public const int Longest = 10_000_000;

    // What stays allocated between mails; one rare giant does not hold its memory for ever.
    private const int Kept = 256 * 1024;

    private char[] chars = new char[capacity];
    private int length;

    public override Encoding Encoding => Encoding.Unicode;

    public ReadOnlyMemory<char> Written => chars.AsMemory(0, length);

    public void Clear()
    {
        length = 0;
        if (chars.Length > Kept)
            chars = new char[Kept];
    }

    public override void Write(char value)
    {
        if (length == chars.Length)
            Grow(1);
        chars[length++] = value;
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > chars.Length - length)
            Grow(buffer.Length);
        buffer.CopyTo(chars.AsSpan(length));
        length += buffer.Length;
    }

    private void Grow(int by)
    {
        if (length + (long)by > Longest)
            throw new MailTooLongException();
        Array.Resize(ref chars, (int)Math.Min(Longest, Math.Max(length + (long)by, 2L * chars.Length)));
    }
}
