using NodaTime;
using NodaTime.Text;

namespace MailMaker.Core.Campaigns;

/// <summary>How long after its launch a campaign may still hand over messages.</summary>
public static class CampaignExpiry
{
    /// <summary>What holds when a campaign says nothing: three days.</summary>
    public const string Default = "PT72H";

    /// <summary>The longest: what a cap or a mailbox holds up for a month is no news any more.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(30);

    /// <summary>The shortest: one minute.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads an ISO 8601 duration in weeks, days, hours, minutes and seconds; null when it is none within the bounds.</summary>
    public static TimeSpan? Parse(string text)
    {
        var parsed = PeriodPattern.NormalizingIso.Parse(text);
        // Months and years have no length of their own.
        if (!parsed.Success || parsed.Value is not { Months: 0, Years: 0 } || AsTimeSpan(parsed.Value) is not { } length)
            return null;
        return length >= Shortest && length <= Longest ? length : null;
    }

    private static TimeSpan? AsTimeSpan(Period period)
    {
        try
        {
            return period.ToDuration().ToTimeSpan();
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
