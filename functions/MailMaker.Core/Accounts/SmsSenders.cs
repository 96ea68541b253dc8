namespace MailMaker.Core.Accounts;

/// <summary>The rule for what a text message is sent from.</summary>
public static class SmsSenders
{
    /// <summary>Characters of an alphanumeric sender (3GPP TS 23.040 §9.1.2.5: 11 septets fit the field).</summary>
    public const int LongestName = 11;

    /// <summary>What is wrong with a sender; it may be absent.</summary>
    public static IEnumerable<Problem> Check(string pointer, string? sender)
    {
        if (!string.IsNullOrEmpty(sender) && !IsNumber(sender) && !IsShortCode(sender) && !IsName(sender))
            yield return new(pointer, $"Text messages are sent from a number such as +393331234567, a short code of 3 to 8 digits, or a name of up to {LongestName} letters and digits with at least one letter.");
    }

    /// <summary>Whether nobody can answer this sender, so that a text message must hold another way out.</summary>
    public static bool IsOneWay(string sender) => IsName(sender) && !IsNumber(sender) && !IsShortCode(sender);

    // ITU-T E.164 §6: at most 15 digits.
    private static bool IsNumber(string sender) => sender[0] == '+' && sender.Length is >= 8 and <= 16 && sender.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsShortCode(string sender) => sender.Length is >= 3 and <= 8 && sender.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsName(string sender) =>
        sender.Length <= LongestName && sender.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ') && sender.Any(char.IsAsciiLetter) && sender.Trim().Length == sender.Length;
}
