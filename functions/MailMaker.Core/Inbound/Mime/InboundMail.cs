namespace MailMaker.Core.Inbound.Mime;

/// <summary>
/// A message as it came in (RFC 5322, RFC 2045 to 2049, RFC 6532), read as far as it makes sense: any octets give a message, perhaps one without fields and
/// parts. Reading never throws, takes time and memory in proportion to the size and stays within <see cref="MimeLimits"/>. Instances don't change
/// and may be read by many threads; addresses, dates and texts are worked out at each call.
/// </summary>
public sealed class InboundMail
{
    internal InboundMail(MimePart root, MimeFaults faults)
    {
        Root = root;
        Faults = faults;
    }

    /// <summary>The message as a part: its fields, type and children.</summary>
    public MimePart Root { get; }

    /// <summary>What was wrong or too much, embedded messages included. An embedded message itself tells <see cref="MimeFaults.None"/>.</summary>
    public MimeFaults Faults { get; }

    /// <summary>The message's header fields.</summary>
    public HeaderFields Fields => Root.Fields;

    /// <summary><c>From</c>; of several, which RFC 5322 §3.6 forbids, the topmost.</summary>
    public IReadOnlyList<Mailbox> From => Mailbox.ReadList(Fields.Find("From")?.Value ?? "");

    /// <summary><c>Sender</c>, or null.</summary>
    public Mailbox? Sender => Fields.MailboxesOf("Sender") is [var first, ..] ? first : null;

    /// <summary><c>Reply-To</c>.</summary>
    public IReadOnlyList<Mailbox> ReplyTo => Fields.MailboxesOf("Reply-To");

    /// <summary><c>To</c>.</summary>
    public IReadOnlyList<Mailbox> To => Fields.MailboxesOf("To");

    /// <summary><c>Cc</c>.</summary>
    public IReadOnlyList<Mailbox> Cc => Fields.MailboxesOf("Cc");

    /// <summary><c>Return-Path</c>: empty for the null sender of bounces (RFC 5321 §4.5.5), null when there is no such field.</summary>
    public string? ReturnPath => Fields.Find("Return-Path") is { } path ? Mailbox.ReadList(path.Value) is [var first, ..] ? first.Address : "" : null;

    /// <summary>The decoded subject; empty when there is none.</summary>
    public string Subject => Fields.TextOf("Subject") ?? "";

    /// <summary><c>Date</c>, or null when there is none that can be read.</summary>
    public DateTimeOffset? Date => MailDate.TryParse(Fields.Find("Date")?.Value, out var date) ? date : null;

    /// <summary><c>Message-ID</c> without angle brackets, or null.</summary>
    public string? MessageId => MessageIds.First(Fields.Find("Message-ID")?.Value);

    /// <summary>The identifiers in <c>In-Reply-To</c> and <c>References</c>, without angle brackets, in this order, each once.</summary>
    public IReadOnlyList<string> References =>
        [.. Fields.All("In-Reply-To").Concat(Fields.All("References")).SelectMany(f => MessageIds.Read(f.Value)).Distinct(StringComparer.Ordinal)];

    /// <summary>All parts, the outermost first, without those of embedded messages.</summary>
    public IEnumerable<MimePart> Parts => Root.SelfAndDescendants();

    /// <summary>Parts that are not the message's text: see <see cref="MimePart.IsAttachment"/>.</summary>
    public IEnumerable<MimePart> Attachments => Parts.Where(p => p.IsAttachment);

    /// <summary>Reads a message.</summary>
    public static InboundMail Read(ReadOnlyMemory<byte> bytes) => EntityReader.Read(bytes);

    /// <summary>The first part of a type that is not an attachment, or null.</summary>
    public MimePart? FindPart(string mediaType) => Parts.FirstOrDefault(p => p.MediaType == mediaType && p.Disposition?.Value != "attachment");

    /// <summary>The message's plain text: its first <c>text/plain</c> part that is not an attachment; of a multipart without parts its whole body; else null.</summary>
    public string? BodyText() =>
        FindPart("text/plain")?.DecodeText() ?? Parts.FirstOrDefault(p => p.IsMultipart && p.Children.Count == 0)?.DecodeText();

    /// <summary>The message's HTML: its first <c>text/html</c> part that is not an attachment, else null.</summary>
    public string? BodyHtml() => FindPart("text/html")?.DecodeText();
}
