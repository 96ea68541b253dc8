using MailMaker.Core.Lists;
using NodaTime;

namespace MailMaker.Core.Campaigns;

/// <summary>When and how often the contacts of a list may be written to. Transactional mail does not ask it.</summary>
/// <param name="Caps">The frequency caps; all must allow a message.</param>
/// <param name="QuietHours">The hours in which messages wait; null for none.</param>
/// <param name="Zone">The zone of contacts who have none of their own.</param>
public sealed record DoNotDisturb(IReadOnlyList<FrequencyCap> Caps, QuietHours? QuietHours, DateTimeZone Zone)
{
    private static readonly FrequencyCap Weekly = new(1, CapPeriod.Week);
    private static readonly FrequencyCap Monthly = new(1, CapPeriod.Month);

    /// <summary>The hours that need a consent of their own by the list's law; null for none. They hold beside the list's own.</summary>
    public QuietHours? Night { get; init; }

    /// <summary>The policy of a list.</summary>
    public static DoNotDisturb Of(ContactList list) =>
        new(list.Caps, list.QuietHours, DateTimeZoneProviders.Tzdb.GetZoneOrNull(list.TimeZone) ?? DateTimeZone.Utc) { Night = LawInForce.Of(list).Night };

    /// <summary>The zone of a contact: its own where it names one that exists, else the list's.</summary>
    public DateTimeZone ZoneOf(string timeZone) => timeZone.Length == 0 ? Zone : DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? Zone;

    /// <summary>The cap that the person chose; null when the list's are enough.</summary>
    public static FrequencyCap? OwnCap(string frequency) => frequency switch { "weekly" => Weekly, "monthly" => Monthly, _ => null };
}
