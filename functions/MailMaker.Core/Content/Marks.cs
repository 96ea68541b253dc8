namespace MailMaker.Core.Content;

/// <summary>
/// Characters that stand for something of ours in a prepared template. Unicode keeps U+FDD0 to U+FDEF for use inside a program (noncharacters, Unicode §23.7);
/// <see cref="Clean"/> takes them out of all that comes from outside, so neither an author nor a contact can bring one in.
/// </summary>
internal static class Marks
{
    /// <summary>Begins the number of a tracked link.</summary>
    public const char Link = '\uFDD0';

    /// <summary>Ends the number of a tracked link.</summary>
    public const char LinkEnd = '\uFDD1';

    /// <summary>Where the pixel goes.</summary>
    public const char Pixel = '\uFDD2';

    /// <summary>Says that the text it stands in is the template's own and not a value.</summary>
    public const char Static = '\uFDD3';

    /// <summary>The text with every noncharacter of the block replaced by U+FFFD.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uFDD0', '\uFDEF') < 0)
            return text;
        return string.Create(text.Length, text, static (clean, source) =>
        {
            for (var i = 0; i < clean.Length; i++)
                clean[i] = source[i] is >= '\uFDD0' and <= '\uFDEF' ? '\uFFFD' : source[i];
        });
    }

    /// <summary>The mark of a tracked link.</summary>
    public static string OfLink(int number) => $"{Link}{number}{LinkEnd}";
}
