using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace MailMaker.PublicPages;

/// <summary>
/// A piece of HTML. It is made from interpolated text only, of which every part that comes from outside is escaped on its way in: whoever writes a page can't
/// forget to. Attribute values must stand in double quotes.
/// </summary>
/// <param name="markup">HTML that is safe to write out.</param>
internal readonly struct Html(string markup)
{
    // Letters of every script stay readable; what HTML could take for markup does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? markup = markup;

    /// <summary>Nothing.</summary>
    public static Html None => default;

    /// <summary>Text with its holes filled.</summary>
    public static Html Of(HtmlInterpolation text) => new(text.ToString());

    /// <summary>Pieces one after the other.</summary>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.markup)));

    /// <summary>What a text looks like in HTML.</summary>
    public static string Escape(string? text) => Encoder.Encode(text ?? "");

    /// <inheritdoc />
    public override string ToString() => markup ?? "";
}
