using MailMaker.Core.Inbound;

namespace MailMaker.Core.Delivery.Rates;

/// <summary>Whether a channel's failures are of the channel as a whole, and for how long all its hand-overs are held back then.</summary>
public static class ChannelPressure
{
    /// <summary>The longest that a channel is held back at once, whatever it asks for: somebody may have mended it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // One such failure can be one recipient's server; several in a row are the channel's.
    private const int Storm = 4;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostWithoutWord = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Whether a failure says nothing of its recipient: the system (RFC 3463 §3.4, x.3.x) or the way to it (§3.5, x.4.x), such as 4.4.5 for too much traffic or
    /// 4.3.2 of a server that takes nothing now.
    /// </summary>
    public static bool IsOfChannel(HandOver answer) =>
        answer is HandOver.TemporaryFailure failure && EnhancedStatus.TryRead(failure.Code, out var status) && status is { Subject: 3 or 4 };

    /// <summary>How long a channel is held back after some answers in a row; null when it is not.</summary>
    /// <param name="last">The last answer.</param>
    /// <param name="inARow">Answers of the channel as a whole in a row, <paramref name="last"/> included.</param>
    /// <param name="heldBefore">How often it was held in succession, without a hand-over in between.</param>
    public static TimeSpan? HoldFor(HandOver last, int inARow, int heldBefore)
    {
        if (!IsOfChannel(last))
            return null;
        if (last is HandOver.TemporaryFailure { RetryAfter: { } asked })
            return asked < Longest ? (asked > TimeSpan.FromSeconds(1) ? asked : TimeSpan.FromSeconds(1)) : Longest;
        if (inARow < Storm)
            return null;
        // 30 s, 1 min, 2 min … 15 min.
        var wait = First * Math.Pow(2, Math.Min(heldBefore, 10));
        return wait < MostWithoutWord ? wait : MostWithoutWord;
    }
}
