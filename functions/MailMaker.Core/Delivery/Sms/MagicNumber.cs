namespace MailMaker.Core.Delivery.Sms;

/// <summary>
/// Recipients that force an outcome, so that failures can be seen without a failing carrier. They lie in the ranges kept for drama: +1 …555-01xx (NANPA) and
/// +44 7700 900xxx (Ofcom) belong to nobody.
/// </summary>
public static class MagicNumber
{
    /// <summary>What a hand-over to a number comes to: by its last two digits, of such a number only.</summary>
    public static MagicOutcome Classify(string number)
    {
        if (!IsNobodys(number))
            return MagicOutcome.None;
        return number[^2..] switch
        {
            "91" => MagicOutcome.Temporary,
            "92" => MagicOutcome.Permanent,
            "93" => MagicOutcome.Slow,
            _ => MagicOutcome.None,
        };
    }

    private static bool IsNobodys(string number) =>
        (number.Length == 13 && number.StartsWith("+447700900", StringComparison.Ordinal))
        || (number.Length == 12 && number.StartsWith("+1", StringComparison.Ordinal) && number.AsSpan(5, 5) is "55501");
}
