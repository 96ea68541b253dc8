namespace MailMaker.Core.Delivery;

/// <summary>
/// Recipients that force an outcome, so that failures can be seen without a failing mail server. They lie under <c>example.com</c>, which belongs to nobody
/// (RFC 2606 §3).
/// </summary>
public static class MagicAddress
{
    /// <summary>What a hand-over to an address comes to.</summary>
    public static MagicOutcome Classify(string address)
    {
        var domain = address.AsSpan(address.LastIndexOf('@') + 1).TrimEnd('.');
        return IsAtOrBelow(domain, "temporary.example.com") ? MagicOutcome.Temporary
            : IsAtOrBelow(domain, "permanent.example.com") ? MagicOutcome.Permanent
            : IsAtOrBelow(domain, "slow.example.com") ? MagicOutcome.Slow
            : MagicOutcome.None;
    }

    private static bool IsAtOrBelow(ReadOnlySpan<char> domain, string parent) =>
        domain.EndsWith(parent, StringComparison.OrdinalIgnoreCase)
        && (domain.Length == parent.Length || domain[domain.Length - parent.Length - 1] == '.');
}
