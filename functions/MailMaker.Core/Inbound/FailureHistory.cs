using System.Buffers.Binary;

namespace MailMaker.Core.Inbound;

/// <summary>
/// When an address failed for now: moments in seconds, each with the beginning of its mail's hash, so that a mail that is read twice counts once. Packed in 16 octets an entry, oldest
/// first. Immutable; the default value is the empty history.
/// </summary>
public readonly struct FailureHistory
{
    /// <summary>Entries that are kept, more than a rule can ask about within its days; the oldest go first.</summary>
    public const int MostEntries = 1000;

    private const int EntrySize = 16;
    private readonly byte[]? packed;

    private FailureHistory(byte[] packed) => this.packed = packed;

    private ReadOnlySpan<byte> Entries => packed;

    /// <summary>Failures in the history.</summary>
    public int Count => Entries.Length / EntrySize;

    /// <summary>When they were, oldest first.</summary>
    public IReadOnlyList<DateTimeOffset> Moments
    {
        get
        {
            var moments = new DateTimeOffset[Count];
            for (var i = 0; i < moments.Length; i++)
                moments[i] = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(Entries[(i * EntrySize)..]));
            return moments;
        }
    }

    /// <summary>Reads the packed form; null, or what is none, is the empty history.</summary>
    public static FailureHistory FromBytes(byte[]? packed) => packed is null || packed.Length % EntrySize != 0 ? default : new FailureHistory(packed);

    /// <summary>The packed form; not to be changed.</summary>
    public byte[] ToBytes() => packed ?? [];

    /// <summary>Whether a mail counts already.</summary>
    public bool Holds(ulong mail)
    {
        for (var rest = Entries; rest.Length > 0; rest = rest[EntrySize..])
        {
            if (BinaryPrimitives.ReadUInt64BigEndian(rest[8..]) == mail)
                return true;
        }

        return false;
    }

    /// <summary>The history with one more failure, without those before <paramref name="oldest"/>.</summary>
    public FailureHistory With(DateTimeOffset at, ulong mail, DateTimeOffset oldest)
    {
        var kept = Entries;
        while (kept.Length > 0 && (BinaryPrimitives.ReadInt64BigEndian(kept) < oldest.ToUnixTimeSeconds() || kept.Length >= MostEntries * EntrySize))
            kept = kept[EntrySize..];
        var next = new byte[kept.Length + EntrySize];
        kept.CopyTo(next);
        BinaryPrimitives.WriteInt64BigEndian(next.AsSpan(kept.Length), at.ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt64BigEndian(next.AsSpan(kept.Length + 8), mail);
        return new FailureHistory(next);
    }
}
