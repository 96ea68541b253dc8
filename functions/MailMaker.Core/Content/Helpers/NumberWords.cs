using System.Globalization;

namespace MailMaker.Core.Content.Helpers;

/// <summary>Writes numbers and amounts in a language.</summary>
internal static class NumberWords
{
    private const int MostDecimals = 10;

    // ISO 4217 signs that readers know, and the currencies without a minor unit.
    private static readonly Dictionary<string, string> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["KRW"] = "₩", ["JPY"] = "¥", ["CHF"] = "CHF", ["BRL"] = "R$",
    };

    private static readonly HashSet<string> NoMinorUnit = new(StringComparer.OrdinalIgnoreCase) { "KRW", "JPY", "VND", "CLP", "ISK" };

    /// <summary>The number; the value as it is when it is none.</summary>
    /// <param name="value">As contacts' numbers are kept: <c>-1234.5</c>.</param>
    /// <param name="decimals">How many decimals; null: as many as the value has.</param>
    /// <param name="language">The language.</param>
    public static string Of(string value, int? decimals, WrittenLanguage language)
    {
        if (!decimal.TryParse(value.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return value;
        if (decimals is { } wanted)
            number = Math.Round(number, Math.Clamp(wanted, 0, MostDecimals), MidpointRounding.AwayFromZero);
        var format = new NumberFormatInfo { NumberGroupSeparator = language.Group, NumberDecimalSeparator = language.Decimal, NegativeSign = "-" };
        var digits = decimals ?? number.Scale;
        // Some languages write no mark into numbers of four digits (RAE, Ortografía 2010; CLDR, minimumGroupingDigits).
        if (language.Code is "es" or "pl" or "pt-pt" && Math.Abs(number) < 10_000)
            format.NumberGroupSizes = [0];
        return number.ToString("N" + Math.Clamp(digits, 0, MostDecimals).ToString(CultureInfo.InvariantCulture), format);
    }

    /// <summary>An amount of money; the value as it is when it is no number.</summary>
    /// <param name="value">The amount.</param>
    /// <param name="currency">ISO 4217 code.</param>
    /// <param name="language">The language.</param>
    public static string Money(string value, string currency, WrittenLanguage language)
    {
        var amount = Of(value, NoMinorUnit.Contains(currency) ? 0 : 2, language);
        // Of a contact whose currency nobody knows the amount alone.
        if (ReferenceEquals(amount, value) || string.IsNullOrWhiteSpace(currency))
            return amount;
        var sign = Signs.GetValueOrDefault(currency) ?? currency.ToUpperInvariant();
        // A code of letters keeps a space, wherever it stands.
        var pattern = language.Money == "{1}{0}" && char.IsAsciiLetter(sign[^1]) ? "{1}\u00a0{0}" : language.Money;
        return amount.StartsWith('-')
            ? "-" + string.Format(CultureInfo.InvariantCulture, pattern, amount[1..], sign)
            : string.Format(CultureInfo.InvariantCulture, pattern, amount, sign);
    }
}
