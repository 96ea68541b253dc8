using System.Text.Json.Serialization;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Lists;

/// <summary>A do-not-disturb rule: at most so many messages to one contact in a period.</summary>
/// <param name="Max">Messages allowed in the window, 0 to 100.</param>
/// <param name="Per">The window's length.</param>
/// <param name="Window">How the window lies in time.</param>
/// <param name="Channel">The channel whose messages count and are held back; null for all channels together.</param>
public sealed record FrequencyCap([property: JsonRequired] int Max, CapPeriod Per, CapWindow Window = CapWindow.Rolling, MessageChannel? Channel = null)
{
    /// <summary>The most hours of a window: 31 days.</summary>
    public const int MostHours = 31 * 24;

    /// <summary>The window's length in hours, 1 to <see cref="MostHours"/>, in the place of <see cref="Per"/>; null when that says it. Such a window is rolling.</summary>
    public int? Hours { get; init; }

    /// <summary>Slots of the window that campaigns of lower priority leave alone; null for none.</summary>
    public ReservedSlots? ReservedFor { get; init; }

    /// <summary>Whether a recipient that the rule holds back is dropped at once, whatever the campaign says; else the campaign says what becomes of it.</summary>
    public WhenCapped? WhenCapped { get; init; }

    // Not public: it is no member of the rule in JSON.
    internal long RollingSeconds => (Hours ?? (Per switch { CapPeriod.Day => 1, CapPeriod.Week => 7, _ => 30 } * 24)) * 3600L;

    /// <summary>What is wrong with rules; pointers begin with <c>/caps</c>.</summary>
    public static IEnumerable<Problem> Check(IReadOnlyList<FrequencyCap> caps)
    {
        if (caps.Count > Campaigns.CapRule.MostRules)
            yield return new("/caps", $"There can be at most {Campaigns.CapRule.MostRules} rules; these are {caps.Count}.");
        for (var i = 0; i < caps.Count; i++)
        {
            if (caps[i] is not { Max: >= 0 and <= 100 } cap)
            {
                yield return new($"/caps/{i}/max", "A cap allows 0 to 100 messages.");
                continue;
            }

            if (cap.Hours is < 1 or > MostHours)
                yield return new($"/caps/{i}/hours", $"A window has 1 to {MostHours} hours.");
            else if (cap is { Hours: not null, Window: CapWindow.Calendar })
                yield return new($"/caps/{i}/window", "A window of hours is rolling; a calendar window is a day, a week or a month.");
            if (cap.ReservedFor is { } reserved && (reserved.High < 0 || reserved.Normal < 0 || (long)reserved.High + reserved.Normal > cap.Max))
                yield return new($"/caps/{i}/reservedFor", "The reserved slots are 0 or more, and together no more than the cap allows.");
        }
    }
}
