using System.Buffers;
using System.Text;

namespace MailMaker.Core.Delivery;

/// <summary>Writes the text of header fields: folded at 78, encoded where it must be, and never with a line break of its own.</summary>
internal static class HeaderText
{
    private const int PreferredLine = 78; // RFC 5322 §2.1.1

    private static readonly SearchValues<char> Atoms =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~ ");

    /// <summary>Writes unstructured text behind a field's name, which is already there.</summary>
    public static void Unstructured(string text, ref MimeOutput output)
    {
        text = OneLine(text);
        if (IsPlain(text))
            Folded(text, ref output);
        else
            EncodedWords.Write(text, ref output);
        output.EndLine();
    }

    /// <summary>Writes one mailbox, <c>name &lt;address&gt;</c> or the address alone.</summary>
    /// <param name="name">Display name; may be empty.</param>
    /// <param name="address">In the form of <see cref="MailAddressText"/>.</param>
    /// <param name="output">Where to.</param>
    public static void Mailbox(string name, string address, ref MimeOutput output)
    {
        name = OneLine(name);
        if (name.Length > 0)
        {
            Phrase(name, ref output);
            if (output.Column + address.Length + 3 > EncodedWords.LongestLine)
                output.Fold();
            else
                output.Write(" "u8);
            output.Write("<"u8);
            output.Write(address);
            output.Write(">"u8);
        }
        else
        {
            output.Write(address);
        }

        output.EndLine();
    }

    /// <summary>The text with each run of white space and control characters as one space.</summary>
    public static string OneLine(string text) => Content.SubjectLine.Of(text);

    private static void Phrase(string name, ref MimeOutput output)
    {
        if (!Ascii.IsValid(name) || name.Contains("=?", StringComparison.Ordinal) || name.Length > 50)
        {
            EncodedWords.Write(name, ref output);
        }
        else if (!name.AsSpan().ContainsAnyExcept(Atoms))
        {
            output.Write(name);
        }
        else
        {
            output.Write("\""u8);
            output.Write(name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
            output.Write("\""u8);
        }
    }

    // "=?" would be read as the start of an encoded word; a word longer than a line can't be folded.
    private static bool IsPlain(string text)
    {
        if (!Ascii.IsValid(text) || text.Contains("=?", StringComparison.Ordinal))
            return false;
        foreach (var range in text.AsSpan().Split(' '))
        {
            if (range.End.Value - range.Start.Value > PreferredLine - 20)
                return false;
        }

        return true;
    }

    private static void Folded(ReadOnlySpan<char> text, ref MimeOutput output)
    {
        var first = true;
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (!first && output.Column + 1 + word.Length > PreferredLine)
                output.Fold();
            else if (!first)
                output.Write(" "u8);
            output.Write(word);
            first = false;
        }
    }
}
