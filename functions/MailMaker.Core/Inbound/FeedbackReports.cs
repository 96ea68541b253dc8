using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Reads feedback reports (RFC 5965), and the form of Outlook.com, which sends the reported mail alone.</summary>
internal static class FeedbackReports
{
    /// <summary>Reads a mail, null when it is no such report.</summary>
    public static InboundReading? Read(InboundMail mail, ReturnedMail returned)
    {
        foreach (var part in mail.Parts)
            if (part.MediaType is "message/feedback-report" or "message/x-feedback-report")
                return FromReport([.. part.ReadFieldGroups().SelectMany(g => g)], returned);
        foreach (var part in mail.Parts)
            if (part.Message is { } message && message.Fields.Find("X-HmXmrOriginalRecipient") is { } recipient)
                return new InboundReading.Complaint(FeedbackType.Abuse, Addresses([recipient]), returned.ReturnPath, "") { Returned = returned };
        return IsAboutAuthentication(mail) ? new InboundReading.Unknown(UnknownReason.AuthenticationReport) { Returned = returned } : null;
    }

    private static InboundReading FromReport(List<HeaderField> fields, ReturnedMail returned)
    {
        var type = Value(fields, "Feedback-Type").Trim().ToLowerInvariant();
        // RFC 6591 §3.1; older reports say it in other words.
        if (type is "auth-failure" or "dkim" or "dmarc" or "spf" || (type.Length == 0 && Value(fields, "Auth-Failure").Length > 0))
            return new InboundReading.Unknown(UnknownReason.AuthenticationReport) { Returned = returned };
        var recipients = Addresses(All(fields, "Original-Rcpt-To").Concat(All(fields, "Removal-Recipient")));
        if (recipients.Count == 0 && returned.To.Count == 1)
            recipients = returned.To;
        var mailFrom = AddressFinder.First(Value(fields, "Original-Mail-From")) ?? returned.ReturnPath;
        return new InboundReading.Complaint(TypeOf(type), recipients, mailFrom, Value(fields, "Source-IP").Trim()) { Returned = returned };
    }

    /// <summary>What a word of the registry means.</summary>
    public static FeedbackType TypeOf(string type) => type switch
    {
        "abuse" or "miscategorized" => FeedbackType.Abuse,
        "fraud" or "phishing" => FeedbackType.Fraud,
        "virus" => FeedbackType.Virus,
        "not-spam" => FeedbackType.NotSpam,
        "opt-out" or "opt-out-list" or "unsubscribe" => FeedbackType.OptOut,
        _ => FeedbackType.Other,
    };

    // Reports of DMARC (RFC 7489 §7): forensic ones that carry no report part, and aggregate ones, whose subject has a fixed form.
    private static bool IsAboutAuthentication(InboundMail mail)
    {
        var subject = mail.Subject;
        return (Has(subject, "dmarc") && (Has(subject, "forensic") || Has(subject, "failure report")))
            || (Has(subject, "report domain:") && Has(subject, "submitter:"));
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<string> Addresses(IEnumerable<HeaderField> fields) =>
        [.. fields.Select(f => AddressFinder.First(f.Value)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(1000)];

    private static IEnumerable<HeaderField> All(List<HeaderField> fields, string name) =>
        fields.Where(f => f.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static string Value(List<HeaderField> fields, string name) => All(fields, name).FirstOrDefault()?.Text ?? "";
}
