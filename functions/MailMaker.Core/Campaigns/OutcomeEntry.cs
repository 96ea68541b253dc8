using System.Buffers.Binary;
using MailMaker.Core.Suppressions;

namespace MailMaker.Core.Campaigns;

/// <summary>One recipient's outcome in the ledger.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Attempts">Hand-overs tried so far, 0 to 255.</param>
/// <param name="AtSeconds">When it was decided, or for a deferred one when it is due: seconds since 1970-01-01 UTC.</param>
/// <param name="Detail">
/// More about the outcome, 0 when nothing is known. Capped: a <see cref="CapRule"/>. Suppressed: the <see cref="SuppressionReason"/> plus 1. Refused by the channel and
/// given up: a <see cref="StatusDetail"/>. Deferred: a <see cref="DeferReason"/>, or from 1000 the channel's status.
/// </param>
public readonly record struct OutcomeEntry(Outcome Outcome, byte Attempts, uint AtSeconds, ushort Detail = 0)
{
    /// <summary>Bytes of the packed form.</summary>
    public const int Size = 8;

    // Ledgers written before details were kept.
    private const int SizeWithoutDetail = 6;
    private const int LeastStatus = 1000;

    /// <summary><see cref="AtSeconds"/> as a moment.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(AtSeconds);

    /// <summary>Why it waits; meaningful for a deferred one.</summary>
    public DeferReason DeferReason => Detail >= LeastStatus ? DeferReason.Channel : (DeferReason)Detail;

    /// <summary>Which cap refused; meaningful for a capped one.</summary>
    public CapRule Rule => new(Detail);

    /// <summary>The detail in words for people and programs, such as <c>hardBounce</c> or <c>5.1.1</c>; empty when there is none.</summary>
    public string DetailWord => Outcome switch
    {
        Outcome.Capped => Rule.ToString(),
        Outcome.Suppressed => Detail == 0 ? "" : Words.Of((SuppressionReason)(Detail - 1)),
        Outcome.ChannelRefused => StatusDetail.Word(5, Detail),
        Outcome.GaveUp or Outcome.Unknown => StatusDetail.Word(4, Detail),
        Outcome.Deferred => Detail >= LeastStatus ? $"{Words.Of(DeferReason.Channel)} {StatusDetail.Word(4, Detail)}" : Words.Of(DeferReason),
        _ => "",
    };

    /// <summary>An outcome decided at a moment.</summary>
    public static OutcomeEntry Of(Outcome outcome, int attempts, DateTimeOffset at, int detail = 0) =>
        new(outcome, (byte)Math.Min(attempts, byte.MaxValue), checked((uint)at.ToUnixTimeSeconds()), (ushort)detail);

    /// <summary>One that waits.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="attempts">Hand-overs tried so far.</param>
    /// <param name="due">When it is decided again; parts of a second are rounded up, so that it is never too early.</param>
    public static OutcomeEntry Deferred(DeferReason reason, int attempts, DateTimeOffset due) =>
        Of(Outcome.Deferred, attempts, due.AddTicks(TimeSpan.TicksPerSecond - 1), (int)reason);

    /// <summary>Bytes of each entry in the packed form of a slice's outcomes.</summary>
    public static int SizeIn(int bytes, int entries) => bytes == entries * SizeWithoutDetail ? SizeWithoutDetail : Size;

    /// <summary>Reads the packed form, with or without its detail.</summary>
    public static OutcomeEntry Read(ReadOnlySpan<byte> bytes) => new(
        (Outcome)bytes[0], bytes[1], BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]),
        bytes.Length >= Size ? BinaryPrimitives.ReadUInt16BigEndian(bytes[SizeWithoutDetail..]) : (ushort)0);

    /// <summary>Writes the packed form.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)Outcome;
        bytes[1] = Attempts;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], AtSeconds);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[SizeWithoutDetail..], Detail);
    }
}
