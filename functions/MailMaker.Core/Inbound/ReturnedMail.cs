namespace MailMaker.Core.Inbound;

/// <summary>What a report shows of the mail that it returns: enough to find the sending it belongs to. Each value is empty when not shown. All of it was
/// written by whoever sent the report, so only a signed token in it proves anything.</summary>
/// <param name="MessageId"><c>Message-ID</c>, without angle brackets.</param>
/// <param name="FeedbackId"><c>Feedback-ID</c>.</param>
/// <param name="ListUnsubscribe"><c>List-Unsubscribe</c>, the whole field.</param>
/// <param name="ReturnPath">The envelope sender, without angle brackets: <c>Return-Path</c>, or what the report says of it.</param>
/// <param name="To">The addresses of <c>To</c>.</param>
/// <param name="From">The address of <c>From</c>.</param>
public sealed record ReturnedMail(string MessageId, string FeedbackId, string ListUnsubscribe, string ReturnPath, IReadOnlyList<string> To, string From)
{
    /// <summary>Nothing is shown.</summary>
    public static ReturnedMail None { get; } = new("", "", "", "", [], "");
}
