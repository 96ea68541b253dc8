using System.Globalization;
using System.Xml;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>Reads the text of a string (ECMA-376 part 1, 18.4.8): its runs one after the other, without what says how it is pronounced.</summary>
internal static class RichText
{
    /// <summary>Reads from the string's element to its end.</summary>
    /// <param name="part">Stands on the element.</param>
    /// <param name="to">Where the text goes; longer text is cut, and makes its row too long.</param>
    /// <returns>Characters written.</returns>
    public static int Read(XmlPart part, Span<char> to)
    {
        var written = 0;
        if (part.IsEmpty)
            return 0;
        var depth = part.Depth;
        var (inText, spoken) = (false, -1);
        while (part.Read() && part.Depth > depth)
        {
            switch (part.Type)
            {
                case XmlNodeType.Element when part.Name == "rPh" && !part.IsEmpty && spoken < 0:
                    spoken = part.Depth;
                    break;
                case XmlNodeType.EndElement when part.Depth == spoken:
                    spoken = -1;
                    break;
                case XmlNodeType.Element:
                    inText = part.Name == "t" && !part.IsEmpty;
                    break;
                case XmlNodeType.EndElement:
                    inText = false;
                    break;
                default:
                    if (inText && spoken < 0)
                    {
                        part.TryCopyText(to[written..], out var length);
                        written += length;
                    }

                    break;
            }
        }

        return Unescape(to[..written]);
    }

    /// <summary>
    /// Puts the characters in place that XML can't hold, written as <c>_x000D_</c> (ECMA-376 part 1, 22.9.2.19).
    /// </summary>
    /// <returns>The length afterwards.</returns>
    public static int Unescape(Span<char> text)
    {
        var first = text.IndexOf("_x");
        if (first < 0)
            return text.Length;
        var to = first;
        for (var from = first; from < text.Length;)
        {
            if (text[from] == '_' && from + 7 <= text.Length && text[from + 1] == 'x' && text[from + 6] == '_'
                && ushort.TryParse(text.Slice(from + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                text[to++] = (char)code;
                from += 7;
            }
            else
                text[to++] = text[from++];
        }

        return to;
    }
}
