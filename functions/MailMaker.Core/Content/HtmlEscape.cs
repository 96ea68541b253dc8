using System.Buffers;
using System.Text;
using HandlebarsDotNet;

namespace MailMaker.Core.Content;

/// <summary>Escapes what could leave a text or an attribute value in HTML, and nothing else: names in any script stay readable.</summary>
internal sealed class HtmlEscape : ITextEncoder
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'`=");

    public void Encode(StringBuilder? text, TextWriter target) => Encode(text?.ToString(), target);

    public void Encode(string? text, TextWriter target)
    {
        var rest = text.AsSpan();
        for (int at; (at = rest.IndexOfAny(Special)) >= 0; rest = rest[(at + 1)..])
        {
            target.Write(rest[..at]);
            target.Write(Entity(rest[at]));
        }

        target.Write(rest);
    }

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        while (text?.MoveNext() == true)
        {
            if (Special.Contains(text.Current))
                target.Write(Entity(text.Current));
            else
                target.Write(text.Current);
        }
    }

    // ` and = matter only to old browsers and to attributes without quotes; a template may have both kinds of reader.
    private static string Entity(char special) => special switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        '`' => "&#96;",
        _ => "&#61;",
    };
}
