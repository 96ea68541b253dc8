namespace MailMaker.Core.Lists;

/// <summary>What a list keeps to by law: as a regime sets it, or as its owner overrides it. A null member of an override leaves the regime's value.</summary>
public sealed record ListLaw
{
    /// <summary>Whether a pixel that tells of the opening needs the contact's own consent (<c>trackingConsent</c>); without it the mail goes out untracked.</summary>
    public bool? TrackingNeedsConsent { get; init; }

    /// <summary>Whether a customer's address got in a sale may be used for e-mail about similar goods without consent (soft opt-in).</summary>
    public bool? SoftOptInByEmail { get; init; }

    /// <summary>The same for text messages.</summary>
    public bool? SoftOptInBySms { get; init; }

    /// <summary>What subjects and text messages begin with, such as <c>(광고)</c>; empty: nothing.</summary>
    public string? AdvertisementMark { get; init; }

    /// <summary>Whether every mail names the sender and how to reach it.</summary>
    public bool? SenderInMail { get; init; }

    /// <summary>Whether every mail holds the postal address of who sends it.</summary>
    public bool? PostalAddressInMail { get; init; }

    /// <summary>The hours in the recipient's time zone that need a consent of their own (<c>nightConsent</c>), such as <c>21:00-08:00</c>; empty: none.</summary>
    public string? NightHours { get; init; }

    /// <summary>Months after which the person is told again of its consent and how to end it; 0: never.</summary>
    public int? RecheckAfterMonths { get; init; }

    /// <summary>Days within which the person is told the result of its agreeing or leaving; 0: not told.</summary>
    public int? ResultNoticeWithinDays { get; init; }
}
