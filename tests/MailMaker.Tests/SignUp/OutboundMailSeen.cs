namespace MailMaker.Tests.SignUp;

/// <summary>What a mail said.</summary>
internal sealed record OutboundMailSeen(
    int Order, string To, string Subject, string Html, string Text, IReadOnlyList<KeyValuePair<string, string>> Headers, string? ListUnsubscribeUrl);
