namespace MailMaker.Core.Inbound;

/// <summary>What a delivery status says of one recipient (RFC 3464 §2.3).</summary>
internal sealed class StatusEntry
{
    public string FinalRecipient { get; set; } = "";

    public string OriginalRecipient { get; set; } = "";

    public string Action { get; set; } = "";

    public string Status { get; set; } = "";

    public string Diagnostic { get; set; } = "";

    /// <summary>The final recipient; the original one where the final is no address that is valid outside of its own system: a mailbox, a file, a host's short name.</summary>
    public string? Address => AddressFinder.First(FinalRecipient) is { } final && (IsPublic(final) || Original is null) ? final : Original;

    /// <summary>The address that the mail was sent to, where it is another; else empty.</summary>
    public string OtherAddress => Original is { } original && !original.Equals(Address, StringComparison.OrdinalIgnoreCase) ? original : "";

    private string? Original => AddressFinder.First(OriginalRecipient);

    private static bool IsPublic(string address) => address.AsSpan(address.LastIndexOf('@')).Contains('.');
}
