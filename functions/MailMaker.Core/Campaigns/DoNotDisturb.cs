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

    /// <summary>The hours in which alone messages go out; empty for all.</summary>
    public IReadOnlyList<SendWindow> SendWindows { get; init; } = [];

    /// <summary>The account's caps, which count what went to a person's address through any of its lists.</summary>
    public IReadOnlyList<FrequencyCap> AccountCaps { get; init; } = [];

    /// <summary>The policy of a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="accountCaps">The account's caps; null for none.</param>
    public static DoNotDisturb Of(ContactList list, IReadOnlyList<FrequencyCap>? accountCaps = null) =>
        new(list.Caps, list.QuietHours, DateTimeZoneProviders.Tzdb.GetZoneOrNull(list.TimeZone) ?? DateTimeZone.Utc)
        {
            Night = LawInForce.Of(list).Night, SendWindows = list.SendWindows, AccountCaps = accountCaps ?? [],
        };

    /// <summary>The earliest moment, <paramref name="now"/> or later, that is neither in quiet hours nor at night, and in a send window.</summary>
    /// <param name="zone">The contact's zone.</param>
    /// <param name="nightConsent">Whether the person agreed to messages at night.</param>
    /// <param name="now">The moment.</param>
    public DateTimeOffset OpensAt(DateTimeZone zone, bool nightConsent, DateTimeOffset now)
    {
        var at = now;
        // Hours that leave nothing of a day would never settle: after two weeks' worth of rounds the message waits for the moment reached, and is decided again.
        for (var round = 0; round < 32; round++)
        {
            var next = SendWindow.OpensAt(SendWindows, zone, EndOf(QuietHours, nightConsent, zone, at) ?? EndOf(Night, nightConsent, zone, at) ?? at);
            if (next == at)
                return at;
            at = next;
        }

        return at;
    }

    /// <summary>Whether there is any moment at which messages may go out, at least to those who agreed to the night: send windows may lie in quiet hours altogether.</summary>
    public bool EverOpens()
    {
        // Any week will do: hours and days are the same in all of them.
        var at = OpensAt(DateTimeZone.Utc, nightConsent: true, DateTimeOffset.UnixEpoch);
        return OpensAt(DateTimeZone.Utc, nightConsent: true, at) == at;
    }

    private static DateTimeOffset? EndOf(QuietHours? quiet, bool nightConsent, DateTimeZone zone, DateTimeOffset at) =>
        quiet is null || (quiet.UnlessNightConsent && nightConsent) ? null : quiet.EndAfter(zone, at);

    /// <summary>The zone of a contact: its own where it names one that exists, else the list's.</summary>
    public DateTimeZone ZoneOf(string timeZone) => timeZone.Length == 0 ? Zone : DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? Zone;

    /// <summary>The cap that the person chose; null when the list's are enough.</summary>
    public static FrequencyCap? OwnCap(string frequency) => frequency switch { "weekly" => Weekly, "monthly" => Monthly, _ => null };
}
