using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace MailMaker.Core.Campaigns;

/// <summary>When a launched campaign goes out: at one moment for all, or at a local time, for each recipient in its own zone. One of the two.</summary>
public sealed record CampaignSchedule
{
    // The clocks that are first and last to show a time: Kiritimati, and ships west of everybody.
    private static readonly Offset First = Offset.FromHours(14);
    private static readonly Offset Last = Offset.FromHours(-12);

    private static readonly OffsetDateTimePattern[] Moments =
        [OffsetDateTimePattern.Rfc3339, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<Z+HH:mm>")];

    private static readonly LocalDateTimePattern[] LocalTimes =
        [LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm")];

    /// <summary>The moment with its offset, such as <c>2026-12-01T09:00+01:00</c> (RFC 3339); null when <see cref="LocalTime"/> says when.</summary>
    public string? At { get; init; }

    /// <summary>The date and time on the recipient's clock, such as <c>2026-12-01T09:00</c>, without an offset; null when <see cref="At"/> says when.</summary>
    public string? LocalTime { get; init; }

    /// <summary>When the first recipient can be due.</summary>
    [JsonIgnore]
    public DateTimeOffset StartsAt => Moment?.ToInstant().ToDateTimeOffset() ?? Local.WithOffset(First).ToInstant().ToDateTimeOffset();

    /// <summary>When the last recipient is due.</summary>
    [JsonIgnore]
    public DateTimeOffset LastDueAt => Moment?.ToInstant().ToDateTimeOffset() ?? Local.WithOffset(Last).ToInstant().ToDateTimeOffset();

    private OffsetDateTime? Moment => At is null ? null : Parse(At, Moments);

    private LocalDateTime Local => Parse(LocalTime, LocalTimes) ?? throw new InvalidOperationException("A schedule without a time was not checked.");

    /// <summary>What is wrong with it; pointers begin with <c>/schedule</c>.</summary>
    public IEnumerable<Problem> Check()
    {
        if (At is null == LocalTime is null)
            yield return new("/schedule", "Say either at, a moment with its offset, or localTime, a time on each recipient's own clock.");
        else if (At is not null && Moment is not { Year: > 2000 and < 9000 })
            yield return new("/schedule/at", "Not a moment with an offset: write one such as 2026-12-01T09:00+01:00.");
        else if (LocalTime is not null && Parse(LocalTime, LocalTimes) is not { Year: > 2000 and < 9000 })
            yield return new("/schedule/localTime", "Not a local date and time: write one such as 2026-12-01T09:00, without an offset.");
    }

    /// <summary>Until when a recipient has to wait; null when its time has come, or has passed already.</summary>
    /// <param name="zone">The recipient's zone, or its list's.</param>
    /// <param name="now">The moment.</param>
    /// <remarks>
    /// A time that the change to summer time skips is moved on by the length of the gap; one that comes twice in autumn is the first of the two.
    /// A moment (<see cref="At"/>) holds nobody back: the campaign itself begins then.
    /// </remarks>
    public DateTimeOffset? DeferUntil(DateTimeZone zone, DateTimeOffset now)
    {
        if (LocalTime is null)
            return null;
        var due = zone.AtLeniently(Local).ToInstant().ToDateTimeOffset();
        return due > now ? due : null;
    }

    private static T? Parse<T>(string? text, IEnumerable<IPattern<T>> patterns)
        where T : struct
    {
        foreach (var pattern in patterns)
        {
            if (text is not null && pattern.Parse(text) is { Success: true, Value: var value })
                return value;
        }

        return null;
    }
}
