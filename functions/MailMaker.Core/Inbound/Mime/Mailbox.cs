namespace MailMaker.Core.Inbound.Mime;

/// <summary>An address in a header (RFC 5322 §3.4).</summary>
/// <param name="Name">The display name decoded, or else what a comment beside the address says; may be empty.</param>
/// <param name="Address">The address as written, without comments, blanks and source route. It need not be one that mail can be sent to.</param>
/// <param name="Group">The name of the group it stands in, or null.</param>
public sealed record Mailbox(string Name, string Address, string? Group = null)
{
    /// <summary>Reads an unfolded field's addresses, not yet decoded (<see cref="HeaderField.Value"/>). Entries without an address are left out; so are those beyond <see cref="MimeLimits.MostMailboxes"/>.</summary>
    public static IReadOnlyList<Mailbox> ReadList(string value) => new MailboxReader(value).Read();
}
