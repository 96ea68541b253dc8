namespace MailMaker.Core.Content;

/// <summary>What stands in one contact's mail at the marked places of its template: tracked links and the pixel. Not thread-safe.</summary>
internal sealed class MailPlaces
{
    /// <summary>Nothing at all places.</summary>
    public static readonly MailPlaces None = new();

    private readonly char[] digits = new char[11];

    /// <summary>What links begin with, up to their number; empty: each leads to its target directly.</summary>
    public string ClickPrefix { get; set; } = "";

    /// <summary>Whether links lead through MailMaker.</summary>
    public bool AreLinksTracked => ClickPrefix.Length > 0;

    /// <summary>The pixel's address; empty for none.</summary>
    public string PixelUrl { get; set; } = "";

    /// <summary>Writes a link's own target where links are not tracked; null where there are none.</summary>
    public Action<int, PartWriter>? WriteTarget { get; set; }

    /// <summary>Writes what stands at a place.</summary>
    /// <param name="link">The link's number, or <see cref="StaticStep.Pixel"/>.</param>
    /// <param name="writer">Where to.</param>
    public void Write(int link, PartWriter writer)
    {
        if (link == StaticStep.Pixel)
        {
            WritePixel(writer);
        }
        else if (AreLinksTracked)
        {
            writer.Write(ClickPrefix.AsSpan());
            link.TryFormat(digits, out var length, provider: System.Globalization.CultureInfo.InvariantCulture);
            writer.Write(digits.AsSpan(0, length));
        }
        else
        {
            WriteTarget?.Invoke(link, writer);
        }
    }

    private void WritePixel(PartWriter writer)
    {
        if (PixelUrl.Length == 0)
            return;
        writer.Write("<img src=\"".AsSpan());
        writer.Write(PixelUrl.AsSpan());
        writer.Write("\" alt=\"\" width=\"1\" height=\"1\" style=\"width:1px;height:1px;border:0\">".AsSpan());
    }
}
