using System.Text.RegularExpressions;

namespace MailMaker.Core.Lists;

/// <summary>What a list's overrides of its regime must keep to.</summary>
internal static partial class LawRules
{
    /// <summary>Every fault.</summary>
    public static IEnumerable<Problem> Check(ListLaw? law)
    {
        if (law is null)
            yield break;
        if (law.AdvertisementMark is { Length: > 20 } || law.AdvertisementMark?.Any(c => c is '{' or '}' or '<' or '>' || char.IsControl(c)) == true)
            yield return new("/law/advertisementMark", "A mark has at most 20 characters, none of them '{', '}', '<' or '>'.");
        if (law.NightHours is { Length: > 0 } hours && (!Hours().IsMatch(hours) || hours[..5] == hours[6..]))
            yield return new("/law/nightHours", "Night hours look like 21:00-08:00; empty for none.");
        if (law.RecheckAfterMonths is < 0 or > 120)
            yield return new("/law/recheckAfterMonths", "A re-check comes after 1 to 120 months; 0 for never.");
        if (law.ResultNoticeWithinDays is < 0 or > 60)
            yield return new("/law/resultNoticeWithinDays", "A result is told within 1 to 60 days; 0 for not at all.");
    }

    [GeneratedRegex(@"\A([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d\z", RegexOptions.CultureInvariant)]
    private static partial Regex Hours();
}
