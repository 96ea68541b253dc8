using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Inbound;

/// <summary>Reads a report of failure: the standard form (RFC 3464) first, then the words of the notice.</summary>
internal static class BounceReader
{
    /// <summary>Reads a mail, null when it is no such report.</summary>
    public static InboundReading? Read(InboundMail mail, Notice notice, ReturnedMail returned)
    {
        var entries = DeliveryStatuses.Of(mail);
        var noticed = NoticeRecipients.Of(notice.Text, Ours(mail, returned));
        if (entries.Count > 0 && FromStatus(mail, notice, entries, noticed) is { } reading)
            return reading with { Returned = returned };
        if (!BounceSigns.Show(mail, notice))
            return null;
        var recipients = FromNotice(mail, notice, noticed);
        // A standard report that names nobody: whoever the returned mail went to alone, and never as hard.
        if (recipients.Count == 0 && mail.FindPart("message/delivery-status") is not null && returned.To is [var only])
            recipients.Add(BouncedRecipients.Of(only, "", DeliveryAction.Failed, SmtpReply.Read(""), ReplyReason.Unclear));
        return recipients.Count > 0
            ? new InboundReading.Bounce(recipients) { Returned = returned }
            : new InboundReading.Unknown(UnknownReason.NoRecipient) { Returned = returned };
    }

    private static InboundReading? FromStatus(InboundMail mail, Notice notice, List<StatusEntry> entries, IReadOnlyList<NoticedRecipient> noticed)
    {
        var recipients = new List<BouncedRecipient>();
        var delivered = false;
        foreach (var entry in entries)
        {
            var action = DeliveryStatuses.ActionOf(entry);
            if (action is DeliveryAction.Delivered or DeliveryAction.Relayed or DeliveryAction.Expanded)
                delivered = true;
            else if ((entry.Address ?? Named(mail, noticed)) is { } address)
                Add(recipients, Recipient(entry, address, action, notice, noticed, entries.Count == 1));
        }
        if (recipients.Count > 0)
            return new InboundReading.Bounce(recipients);
        return delivered ? new InboundReading.Unknown(UnknownReason.Delivered) : null;
    }

    private static BouncedRecipient Recipient(
        StatusEntry entry, string address, DeliveryAction action, Notice notice, IReadOnlyList<NoticedRecipient> noticed, bool isOnly)
    {
        _ = EnhancedStatus.TryRead(entry.Status, out var status);
        var words = Noticed(address, noticed) is { Said.Length: > 0 } found ? found : Noticed(entry.OtherAddress, noticed);
        var said = words.Said;
        var command = words.Command is { } shown and not SmtpCommand.Unknown ? shown : notice.CommandFor(said);
        var reply = SmtpReply.Read(entry.Diagnostic, status, command);
        var reason = reply.Reason();
        foreach (var text in (string[])[said, isOnly ? notice.Text : ""])
            if (reason == ReplyReason.Unclear && text.Length > 0)
                reason = (reply = SmtpReply.Read(text, status, command)).Reason();
        return BouncedRecipients.Of(address, entry.OtherAddress, action, reply, reason);
    }

    private static List<BouncedRecipient> FromNotice(InboundMail mail, Notice notice, IReadOnlyList<NoticedRecipient> noticed)
    {
        var recipients = new List<BouncedRecipient>();
        var action = BounceSigns.ShowDelay(mail, notice) ? DeliveryAction.Delayed : DeliveryAction.Failed;
        var named = mail.Fields.All("X-Failed-Recipients").Concat(mail.Fields.All("X-Failed-Recipient")).SelectMany(f => f.Value.Split(','))
            .Select(AddressFinder.First).OfType<string>().ToList();
        var list = named.Count > 0 ? named.Select(a => Noticed(a, noticed)).ToList() : noticed;
        foreach (var one in list)
            Add(recipients, FromWords(one, action, notice, list.Count == 1));
        return recipients;
    }

    private static NoticedRecipient Noticed(string address, IReadOnlyList<NoticedRecipient> noticed) =>
        noticed.FirstOrDefault(n => n.Address.Equals(address, StringComparison.OrdinalIgnoreCase)) ?? new NoticedRecipient(address, "");

    private static BouncedRecipient FromWords(NoticedRecipient one, DeliveryAction action, Notice notice, bool isOnly)
    {
        var command = one.Command ?? notice.CommandFor(one.Said);
        var reply = SmtpReply.Read(one.Said, default, command);
        var reason = reply.Reason();
        if (reason == ReplyReason.Unclear && isOnly)
            reason = (reply = SmtpReply.Read(notice.Text, default, command)).Reason();
        return BouncedRecipients.Of(one.Address, "", action, reply, reason);
    }

    // The same address twice: the milder reading stands.
    private static void Add(List<BouncedRecipient> recipients, BouncedRecipient recipient)
    {
        var at = recipients.FindIndex(r => r.Address.Equals(recipient.Address, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
            recipients.Add(recipient);
        else if (recipients[at].Class == BounceClass.Hard && recipient.Class != BounceClass.Hard)
            recipients[at] = recipient;
    }

    private static string? Named(InboundMail mail, IReadOnlyList<NoticedRecipient> noticed) =>
        mail.Fields.Find("X-Failed-Recipients") is { } field && AddressFinder.First(field.Value) is { } address ? address
        : noticed is [var only] ? only.Address : null;

    private static HashSet<string> Ours(InboundMail mail, ReturnedMail returned)
    {
        var ours = new HashSet<string>(StringComparer.Ordinal) { returned.ReturnPath.ToLowerInvariant(), returned.From.ToLowerInvariant() };
        foreach (var name in (string[])["To", "From", "Sender", "Delivered-To", "X-Original-To", "Envelope-To", "Return-Path", "Reply-To"])
            foreach (var mailbox in mail.Fields.MailboxesOf(name))
                ours.Add(mailbox.Address.ToLowerInvariant());
        return ours;
    }
}
