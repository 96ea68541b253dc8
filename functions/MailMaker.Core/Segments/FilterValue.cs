using System.Globalization;

namespace MailMaker.Core.Segments;

/// <summary>A value that a field is compared with, of one of JSON's kinds: text (dates too), a number, or true and false.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Text">The text, or the canonical form of a number or truth value.</param>
public readonly record struct FilterValue(FilterValueKind Kind, string Text)
{
    /// <summary>A text or date.</summary>
    public static FilterValue Of(string text) => new(FilterValueKind.Text, text);

    /// <summary>A number; trailing zeros say nothing.</summary>
    public static FilterValue Of(decimal number) =>
        new(FilterValueKind.Number, number == 0 ? "0" : (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture));

    /// <summary>True or false.</summary>
    public static FilterValue Of(bool truth) => new(FilterValueKind.Boolean, truth ? "true" : "false");

    /// <summary>The number; only of one.</summary>
    public decimal Number => decimal.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Whether it is true.</summary>
    public bool IsTrue => Kind == FilterValueKind.Boolean && Text == "true";
}
