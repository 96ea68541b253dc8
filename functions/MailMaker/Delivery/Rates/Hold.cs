namespace MailMaker.Delivery.Rates;

/// <summary>Until when hand-overs are held back, and why.</summary>
/// <param name="Until">The next one is tried then.</param>
/// <param name="Times">How often in succession, without a message that was taken in between; 0: it is well.</param>
/// <param name="Since">When the first of them began.</param>
/// <param name="Code">The enhanced status code (RFC 3463) of the last failure.</param>
public sealed record Hold(DateTimeOffset Until, int Times, DateTimeOffset Since, string Code)
{
    /// <summary>Nothing is held back.</summary>
    public static Hold None { get; } = new(DateTimeOffset.UnixEpoch, 0, DateTimeOffset.UnixEpoch, "");
}
