using System.Text;
using MailMaker.Core.Delivery;
using MailMaker.Core.Inbound;
using Microsoft.Extensions.Configuration;

namespace MailMaker.Inbound;

/// <summary>The addresses under which mail comes back: the setting <c>MailMakerInboundDomain</c> and the mailboxes there.</summary>
public sealed class InboundAddresses
{
    /// <summary>The setting that names the domain whose mail reaches the container <c>inbound</c>. Without it mails carry no address to come back to.</summary>
    public const string DomainSetting = "MailMakerInboundDomain";

    // A local part has 64 octets (RFC 5321 §4.5.3.1.1); the mark and the plus take all but these.
    private const int LongestBounceMailbox = 64 - 1 - MailMark.TextLength;

    private readonly string bounces;
    private readonly string unsubscribe;
    private readonly string abuse;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">One of them is not what it must be.</exception>
    public InboundAddresses(IConfiguration configuration)
    {
        Domain = configuration[DomainSetting] is { Length: > 0 } domain ? domain.ToLowerInvariant() : null;
        if (Domain is not null && (Uri.CheckHostName(Domain) != UriHostNameType.Dns || !Ascii.IsValid(Domain)))
            throw new InvalidOperationException($"The setting {DomainSetting} must be a domain such as in.example.com, in ASCII.");
        bounces = Mailbox(configuration, "MailMakerBounceMailbox", "bounce", LongestBounceMailbox);
        unsubscribe = Mailbox(configuration, "MailMakerUnsubscribeMailbox", "unsubscribe", 40);
        abuse = Mailbox(configuration, "MailMakerAbuseMailbox", "abuse", 40);
    }

    /// <summary>The domain, in lower case; null when no mail can come back.</summary>
    public string? Domain { get; }

    /// <summary>The envelope sender of a mail (VERP), such as <c>bounce+{mark}@in.example.com</c>.</summary>
    public string? ReturnPath(MailMark mark) => Domain is null ? null : $"{bounces}+{mark}@{Domain}";

    /// <summary>The Message-ID of a mail: bounces and reports that show nothing else of it show this.</summary>
    public string? MessageId(MailMark mark) => Domain is null ? null : $"{mark}@{Domain}";

    /// <summary>The address to write to in order to leave. The token stands in the subject, since a local part is too short for it.</summary>
    public string? UnsubscribeMailto(string token) => Domain is null ? null : $"mailto:{unsubscribe}@{Domain}?subject=unsubscribe%20{token}";

    /// <summary>Which of the mailboxes an address is; null when it is none of ours.</summary>
    public InboundMailbox? MailboxOf(string address)
    {
        var at = address.LastIndexOf('@');
        if (at < 0 || Domain is null || !address.AsSpan(at + 1).Equals(Domain, StringComparison.OrdinalIgnoreCase))
            return null;
        var local = address.AsSpan(0, at);
        if (local.IndexOf('+') is > 0 and var plus)
            local = local[..plus];
        return local.Equals(bounces, StringComparison.OrdinalIgnoreCase) ? InboundMailbox.Returns
            : local.Equals(unsubscribe, StringComparison.OrdinalIgnoreCase) ? InboundMailbox.Unsubscribe
            : local.Equals(abuse, StringComparison.OrdinalIgnoreCase) ? InboundMailbox.Abuse
            : null;
    }

    private static string Mailbox(IConfiguration configuration, string setting, string standard, int longest)
    {
        var name = configuration[setting] is { Length: > 0 } value ? value.ToLowerInvariant() : standard;
        return name.Length <= longest && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name
            : throw new InvalidOperationException($"The setting {setting} must have 1 to {longest} letters, digits, '-' and '_'.");
    }
}
