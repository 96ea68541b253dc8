using System.Text;

namespace MailMaker.Core.Inbound;

/// <summary>
/// Finds the failed recipients in the words of a notice. Mail systems write them in a few shapes: at the beginning of a line of their own, with the reply behind or
/// below (qmail, Postfix, Exim, Sendmail and their kin); or within a sentence (Exchange, Domino, carriers). The first shape is preferred to the second.
/// </summary>
internal sealed class NoticeRecipients
{
    private const int MostLines = 2000;

    private const int MostRecipients = 200;

    private const int MostBefore = 200;

    private static readonly string[] Cues =
    [
        "to", "recipient", "recipients", "address", "addresses", "addressee", "user", "for", "mailbox", "account", "rcpt", "destinataire", "destinatario", "destinatari", "adresse", "indirizzo", "empfänger", "an", "à",
        "a", "al", "für", "pour", "per", "para", "宛先", "受信者", "수신자", "받는사람", "收件人", "given", "is", "reach", "list",
    ];

    private static readonly string[] NotHere =
    [
        "mail from", "envelope-from", "envelope from", "from:", " from ", "sender", "contact", "please", "help", "reply", "reply-to", "cc:", "forward it to", "write to", "visit", "support", "message-id", "message id", "id:",
        "question", "subject:", "helo", "ehlo", "generated from", "de:", "von:", "da:",
    ];

    private static readonly string[] NeverMeant =
    [
        "postmaster", "mailer-daemon", "support", "abuse", "helpdesk", "help", "noreply", "no-reply", "webmaster", "hostmaster", "antispam", "customerservice", "unblock",
    ];

    private readonly IReadOnlySet<string> ours;
    private readonly List<NoticedRecipient> heads = [];
    private readonly List<NoticedRecipient> cued = [];
    private readonly List<NoticedRecipient> self = [];
    private StringBuilder? said;
    private SmtpCommand command;

    private NoticeRecipients(IReadOnlySet<string> ours) => this.ours = ours;

    /// <summary>The failed recipients of a notice.</summary>
    /// <param name="text">Its words.</param>
    /// <param name="ours">Addresses of the sender and of the reporting system, in lower case: meant only when there is no other.</param>
    public static IReadOnlyList<NoticedRecipient> Of(string text, IReadOnlySet<string> ours)
    {
        var recipients = new NoticeRecipients(ours);
        var count = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (++count > MostLines)
                break;
            recipients.Take(line.ToString());
        }
        return recipients.Best();
    }

    private List<NoticedRecipient> Best()
    {
        Close();
        return heads.Count > 0 ? heads : cued.Count > 0 ? cued : self.Count == 1 ? self : [];
    }

    private void Take(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            // An explanation may begin below an empty line, but it ends at the next one.
            if (said is { Length: > 0 })
                Close();
            return;
        }
        var found = line.Contains('@', StringComparison.Ordinal) && line.Length <= 4000 ? AddressFinder.In(line) : [];
        if (line.TrimStart().StartsWith(">>>", StringComparison.Ordinal))
            command = Transcript.CommandOf(line.AsSpan().TrimStart("> \t"));
        if (found.Count > 0 && IsReply(line, found[0]))
        {
            TakeReply(line, found[0]);
            return;
        }
        if (found.Count > 0 && IsHead(line, found[0]))
        {
            // "a@example.com <b@example.com>": the brackets hold the address, before them stands a name.
            TakeHead(line, found is [_, var second, ..] && line[second.Start] == '<' && line.AsSpan(found[0].End, second.Start - found[0].End).IsWhiteSpace() ? second : found[0]);
            return;
        }
        foreach (var address in found)
            if (IsCued(line, address))
                Add(cued, address.Address, line);
        said?.Append(line).Append('\n');
    }

    private void TakeHead(string line, FoundAddress found)
    {
        if (IsNeverMeant(found.Address))
            return;
        Close();
        if (ours.Contains(found.Address.ToLowerInvariant()))
        {
            Add(self, found.Address, line[found.End..]);
            return;
        }
        said = new StringBuilder(line[found.End..].TrimStart(' ', ':', '\t', ',', ';', '.'));
        if (said.Length > 0)
            said.Append('\n');
        Add(heads, found.Address, "");
    }

    // Sendmail: the reply that ended the delivery to one recipient, on a line by itself, below the dialogue that led to it.
    private void TakeReply(string line, FoundAddress found)
    {
        if (said is not null && heads is [.., var last] && last.Address.Equals(found.Address, StringComparison.OrdinalIgnoreCase))
        {
            said.Append(line).Append('\n');
            return;
        }
        Close();
        if (ours.Contains(found.Address.ToLowerInvariant()))
            return;
        if (heads.Count < MostRecipients && !heads.Exists(h => h.Address.Equals(found.Address, StringComparison.OrdinalIgnoreCase)))
            heads.Add(new NoticedRecipient(found.Address, line.Trim(), command));
        command = SmtpCommand.Unknown;
    }

    private void Close()
    {
        if (said is not null && heads.Count > 0)
            heads[^1] = heads[^1] with { Said = said.ToString() };
        said = null;
    }

    private void Add(List<NoticedRecipient> to, string address, string text)
    {
        if (to.Count < MostRecipients && !to.Exists(r => r.Address.Equals(address, StringComparison.OrdinalIgnoreCase)))
            to.Add(new NoticedRecipient(address, text));
    }

    // "<user@example.com>: …", "  user@example.com", "* user@…", ">>> user@…", "550 5.1.1 <user@…>... User unknown", "\"A name\" <user@…>".
    private static bool IsHead(string line, FoundAddress found)
    {
        if (found.End < line.Length && !char.IsWhiteSpace(line[found.End]) && line[found.End] is not (':' or ';' or ',' or '.' or '(' or '[' or '.' or '<'))
            return false;
        var before = line.AsSpan(0, found.Start).Trim(" \t>*-·•|#").TrimEnd(':');
        if (before.Length == 0)
            return true;
        return before[0] == '"' && before[^1] == '"' && line[found.Start] == '<';
    }

    private static bool IsReply(string line, FoundAddress found)
    {
        var before = line.AsSpan(0, found.Start).Trim();
        return before is ['4' or '5', _, _, ..] && before.TrimStart("0123456789. -#").IsEmpty && line.AsSpan(found.End).StartsWith("...", StringComparison.Ordinal);
    }

    private bool IsCued(string line, FoundAddress found)
    {
        if (IsNeverMeant(found.Address) || ours.Contains(found.Address.ToLowerInvariant()))
            return false;
        // What tells stands near; a line can be long.
        var before = line.AsSpan(Math.Max(0, found.Start - MostBefore), Math.Min(found.Start, MostBefore)).TrimEnd(" \t<\"'([");
        foreach (var word in NotHere)
            if (before.Contains(word, StringComparison.OrdinalIgnoreCase))
                return false;
        if (before.Length == 0)
            return false;
        if (before[^1] is ':' or '：' or '=')
            return true;
        foreach (var cue in Cues)
            if (before.EndsWith(cue, StringComparison.OrdinalIgnoreCase)
                && (before.Length == cue.Length || !char.IsLetterOrDigit(before[^(cue.Length + 1)]) || cue[0] >= 0x2E80))
                return true;
        return false;
    }

    private static bool IsNeverMeant(string address)
    {
        var local = address.AsSpan(0, address.LastIndexOf('@'));
        foreach (var name in NeverMeant)
            if (local.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
