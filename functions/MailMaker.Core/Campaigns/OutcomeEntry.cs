using System.Buffers.Binary;

namespace MailMaker.Core.Campaigns;

/// <summary>One recipient's outcome in the ledger.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Attempts">Hand-overs tried so far, 0 to 255.</param>
/// <param name="AtSeconds">When it was decided, or for a deferred one when it is due: seconds since 1970-01-01 UTC.</param>
public readonly record struct OutcomeEntry(Outcome Outcome, byte Attempts, uint AtSeconds)
{
    /// <summary>Bytes of the packed form.</summary>
    public const int Size = 6;

    /// <summary><see cref="AtSeconds"/> as a moment.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeSeconds(AtSeconds);

    /// <summary>An outcome decided at a moment.</summary>
    public static OutcomeEntry Of(Outcome outcome, int attempts, DateTimeOffset at) =>
        new(outcome, (byte)Math.Min(attempts, byte.MaxValue), checked((uint)at.ToUnixTimeSeconds()));

    /// <summary>Reads the packed form.</summary>
    public static OutcomeEntry Read(ReadOnlySpan<byte> bytes) =>
        new((Outcome)bytes[0], bytes[1], BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));

    /// <summary>Writes the packed form.</summary>
    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)Outcome;
        bytes[1] = Attempts;
        BinaryPrimitives.WriteUInt32BigEndian(bytes[2..], AtSeconds);
    }
}
