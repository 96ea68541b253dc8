namespace MailMaker.Core.Accounts;

/// <summary>The rule for senders of mails.</summary>
public static class Senders
{
    /// <summary>What is wrong with a sender's address or display name; both may be absent.</summary>
    public static IEnumerable<Problem> Check(string addressPointer, string? address, string namePointer, string? name)
    {
        if (!string.IsNullOrEmpty(address) && !IsPlainAddress(address))
            yield return new(addressPointer, "Not an e-mail address that can send: use one such as news@example.com.");
        if (name is { Length: > 200 } || (name is not null && name.Any(char.IsControl)))
            yield return new(namePointer, "The sender's name is over 200 characters or has control characters.");
    }

    // Senders are written by marketers, few and known: plain ASCII dot-atoms only.
    private static bool IsPlainAddress(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= 64 && address.Length <= 254 && at == address.LastIndexOf('@') && address.IndexOf('.', at) > at + 1
            && !address.EndsWith('.') && !address.Contains("..", StringComparison.Ordinal)
            && address.All(c => char.IsAsciiLetterOrDigit(c) || "@.!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal));
    }
}
