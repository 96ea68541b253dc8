using System.Runtime.CompilerServices;
using System.Text;

namespace MailMaker.PublicPages;

/// <summary>Fills the holes of an interpolated text for <see cref="Html.Of"/>: strings escaped, pieces of HTML as they are. Other types have no way in.</summary>
/// <param name="literals">Characters outside of the holes.</param>
/// <param name="holes">How many holes there are.</param>
[InterpolatedStringHandler]
internal readonly ref struct HtmlInterpolation(int literals, int holes)
{
    private readonly StringBuilder html = new(literals + (holes * 32));

    /// <summary>What was written in the source.</summary>
    public void AppendLiteral(string text) => html.Append(text);

    /// <summary>What came from elsewhere.</summary>
    public void AppendFormatted(string? text) => html.Append(Html.Escape(text));

    /// <summary>HTML already.</summary>
    public void AppendFormatted(Html piece) => html.Append(piece.ToString());

    /// <summary>HTML already, piece by piece.</summary>
    public void AppendFormatted(IEnumerable<Html> pieces) => html.AppendJoin("", pieces);

    /// <inheritdoc />
    public override string ToString() => html.ToString();
}
