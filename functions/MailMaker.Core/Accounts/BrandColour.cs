using System.Globalization;

namespace MailMaker.Core.Accounts;

/// <summary>A colour of the sRGB space, and which text can be read on it.</summary>
/// <param name="Red">0 to 255.</param>
/// <param name="Green">0 to 255.</param>
/// <param name="Blue">0 to 255.</param>
public readonly record struct BrandColour(byte Red, byte Green, byte Blue)
{
    /// <summary>Black.</summary>
    public static BrandColour Black { get; }

    /// <summary>White.</summary>
    public static BrandColour White { get; } = new(255, 255, 255);

    /// <summary>
    /// Black or white, whichever is told better from this colour. The better of the two has a contrast of 4.58 at least, whatever the colour, so text is
    /// always within WCAG 2.2 §1.4.3 (4.5).
    /// </summary>
    public BrandColour TextOnIt => Contrast(Black) >= Contrast(White) ? Black : White;

    /// <summary>Reads <c>#rrggbb</c>.</summary>
    public static bool TryParse(string? text, out BrandColour colour)
    {
        colour = default;
        if (text is not ['#', ..] || text.Length != 7
            || !int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            return false;
        colour = new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        return true;
    }

    /// <summary>The contrast ratio of WCAG 2.2, 1 to 21.</summary>
    public double Contrast(BrandColour other)
    {
        var (one, two) = (Luminance(), other.Luminance());
        return (Math.Max(one, two) + 0.05) / (Math.Min(one, two) + 0.05);
    }

    /// <summary>As <c>#rrggbb</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Red:x2}{Green:x2}{Blue:x2}");

    // WCAG 2.2, "relative luminance".
    private double Luminance() => (0.2126 * Linear(Red)) + (0.7152 * Linear(Green)) + (0.0722 * Linear(Blue));

    private static double Linear(byte channel)
    {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
    }
}
