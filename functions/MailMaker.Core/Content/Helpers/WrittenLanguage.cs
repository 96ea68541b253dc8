namespace MailMaker.Core.Content.Helpers;

/// <summary>
/// How a language writes dates and numbers. A small table of our own, after CLDR 44: the program runs without ICU, so that it says the same on every machine.
/// </summary>
/// <param name="Code">ISO 639-1.</param>
/// <param name="Months">Names of the months within a date.</param>
/// <param name="Days">Names of the days, Sunday first.</param>
/// <param name="ShortMonths">Names of the months where there is little room.</param>
/// <param name="ShortDays">Names of the days where there is little room, Sunday first.</param>
/// <param name="ShortDate">Pattern of <c>25/03/2026</c>.</param>
/// <param name="LongDate">Pattern of <c>25 marzo 2026</c>.</param>
/// <param name="FullDate">Pattern of <c>mercoledì 25 marzo 2026</c>.</param>
/// <param name="Group">Between thousands.</param>
/// <param name="Decimal">Before the decimals.</param>
/// <param name="Money">Where the currency stands: <c>{0}</c> is the amount, <c>{1}</c> the sign.</param>
internal sealed record WrittenLanguage(
    string Code, string[] Months, string[] Days, string[] ShortMonths, string[] ShortDays, string ShortDate, string LongDate, string FullDate, string Group, string Decimal, string Money)
{
    /// <summary>The language of a tag such as <c>it-CH</c>; English when it is none of those known.</summary>
    public static WrittenLanguage Of(string tag)
    {
        // Some systems write it_CH.
        tag = tag.Replace('_', '-');
        foreach (var language in WrittenLanguages.Others)
        {
            if (tag.StartsWith(language.Code, StringComparison.OrdinalIgnoreCase) && (tag.Length == language.Code.Length || tag[language.Code.Length] == '-'))
                return language;
        }

        return WrittenLanguages.English;
    }
}
