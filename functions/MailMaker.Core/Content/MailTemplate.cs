using System.Text.Json.Serialization;

namespace MailMaker.Core.Content;

/// <summary>An e-mail as its author writes it: Handlebars templates for subject, HTML and text.</summary>
public sealed record MailTemplate
{
    /// <summary>Characters a subject template may have. RFC 5322 knows no limit; no mail client shows more than about 250.</summary>
    public const int LongestSubject = 1_000;

    /// <summary>Characters an HTML or text template may have. Gmail clips a mail's HTML at 102 KB.</summary>
    public const int LongestBody = 500_000;

    /// <summary>The template's name (see <see cref="Names"/>).</summary>
    public required string Name { get; init; }

    /// <summary>Template of the subject; rendered without HTML escaping, on one line.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Template of the HTML part; values are HTML-escaped. Empty: the mail is text only.</summary>
    public string Html { get; init; } = "";

    /// <summary>Template of a text message; empty: there is none. A template may have an e-mail, a text message, or both.</summary>
    public string Sms { get; init; } = "";

    /// <summary>Segments its text message may have, 1 to 10; null: 6. Who would get more is dropped as <c>renderError</c>.</summary>
    public int? MaxSegments { get; init; }

    /// <summary>Template of the text part; rendered without escaping. Empty: made from the HTML.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether it has an e-mail.</summary>
    [JsonIgnore]
    public bool HasMail => Subject.Length + Html.Length + Text.Length > 0;

    /// <summary>Whether it has a text message.</summary>
    [JsonIgnore]
    public bool HasSms => Sms.Length > 0;

    /// <summary>Characters a preheader may have; no mail client shows more than about 140.</summary>
    public const int LongestPreheader = 500;

    /// <summary>Template of the text that mail programs show behind the subject; plain text, written hidden at the top of the HTML. Empty: none.</summary>
    public string Preheader { get; init; } = "";
}
