using System.Security.Cryptography;

namespace MailMaker.Campaigns;

/// <summary>
/// Whose claims a process makes, and how long it leaves those of others alone. A claim says until when a hand-over may begin; what has begun may go on beyond it, and of another process
/// nobody here knows whether it does (docs/decisions/0004-claims-and-the-ledger.md).
/// </summary>
/// <param name="Id">The process; 0 where no other hands over by a channel that sends a repeated mail twice.</param>
/// <param name="Grace">How long after the end of a claim its hand-overs may still go on, or be recorded.</param>
public sealed record Claimant(long Id, TimeSpan Grace)
{
    // What has left is recorded within PassingFault.OutlastedFor, the last try of which takes as long as a client's own tries; and the clocks of hosts differ.
    private static readonly TimeSpan Recorded = PassingFault.OutlastedFor + TimeSpan.FromSeconds(30);

    // A contact that several processes have claimed lately, for different campaigns: whose claim which was is not known any more.
    private const long Several = -1;

    /// <summary>No other process is at work, or it does no harm.</summary>
    public static Claimant Alone { get; } = new(0, TimeSpan.Zero);

    /// <summary>A process among others; alone where the channel's hand-overs need no protection from them.</summary>
    /// <param name="longestHandOver">See <see cref="Delivery.IEmailChannel.LongestHandOver"/>.</param>
    public static Claimant Of(TimeSpan? longestHandOver) =>
        longestHandOver is { } longest ? new(1 + (BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) >>> 2), longest + Recorded) : Alone;

    /// <summary>When what the last claim on a contact allowed is over, as far as this process knows.</summary>
    public DateTimeOffset FreeAt(SendState state) => Id == 0 || state.By == Id ? state.ClaimedUntil : state.ClaimedUntil + Grace;

    /// <summary>Whose claim it is after this process has claimed a contact.</summary>
    /// <param name="state">The contact as it was read.</param>
    /// <param name="now">The moment.</param>
    public long Over(SendState state, DateTimeOffset now) => FreeAt(state) <= now || state.By == Id ? Id : Several;
}
