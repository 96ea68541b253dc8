using MailMaker.Core.Content;

namespace MailMaker.Core.Delivery;

/// <summary>One mail to one person, ready to be handed over.</summary>
public sealed record OutboundMail
{
    /// <summary>Deterministic name of this hand-over; see <see cref="Delivery.OperationId"/>.</summary>
    public required Guid OperationId { get; init; }

    /// <summary>The account it is sent for.</summary>
    public required string Account { get; init; }

    /// <summary>The campaign it belongs to.</summary>
    public required string Campaign { get; init; }

    /// <summary>Address of the sender.</summary>
    public required string FromAddress { get; init; }

    /// <summary>Display name of the sender; may be empty.</summary>
    public string FromName { get; init; } = "";

    /// <summary>Address of the recipient.</summary>
    public required string ToAddress { get; init; }

    /// <summary>Display name of the recipient; may be empty.</summary>
    public string ToName { get; init; } = "";

    /// <summary>Where answers go when not to the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The subject; control characters in it are written as spaces.</summary>
    public required string Subject { get; init; }

    /// <summary>Both parts as they were rendered; null when they are given as text. Octets are written from it without putting the texts together first.</summary>
    public RenderedMail? Rendered { get; init; }

    /// <summary>The HTML part; empty for a mail of text only. Must stay unchanged until the hand-over is answered.</summary>
    public ReadOnlyMemory<char> Html { get => Rendered?.Html ?? field; init; }

    /// <summary>The text part. Must stay unchanged until the hand-over is answered.</summary>
    public ReadOnlyMemory<char> Text { get => Rendered?.Text ?? field; init; }

    /// <summary>The recipient's link out; RFC 8058 wants <c>https</c>. Null: no List-Unsubscribe header.</summary>
    public string? ListUnsubscribeUrl { get; init; }

    /// <summary>The same as an address to write to, a <c>mailto:</c> URI (RFC 2369 §3.2), for mail programs that do not post. Only beside <see cref="ListUnsubscribeUrl"/>.</summary>
    public string? ListUnsubscribeMailto { get; init; }

    /// <summary>The envelope's sender, where bounces go (RFC 5321 §4.4); null: the channel's own.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>What mailbox providers sum complaints by; no personal data. Null: no Feedback-ID header.</summary>
    public string? FeedbackId { get; init; }

    /// <summary>Without its angle brackets; null: made of the operation id and the sender's domain.</summary>
    public string? MessageId { get; init; }

    /// <summary>The moment it is dated.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>How long after the call the hand-over may begin: a channel that is not ready by then answers <see cref="HandOver.NotOffered"/>. Null: whenever it is ready.</summary>
    public TimeSpan? BeginWithin { get; init; }

    /// <summary>Further header fields, in order. None that MailMaker writes itself.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];
}
