using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Campaigns;

/// <summary>
/// A set of addresses, eight bytes each, sorted. An address is the identity that a contact keyed by it would have, of which the first half is kept: among a million asked of a
/// million, one is mistaken for another with a chance of 1 in 18 million. Immutable; safe for any number of threads.
/// </summary>
public sealed class AddressSet
{
    /// <summary>Addresses that a set may hold: 80 MB.</summary>
    public const int Most = 10_000_000;

    private readonly ulong[] sorted;

    private AddressSet(ulong[] sorted) => this.sorted = sorted;

    /// <summary>No address.</summary>
    public static AddressSet Empty { get; } = new([]);

    /// <summary>Whether it holds nothing.</summary>
    public bool IsEmpty => sorted.Length == 0;

    /// <summary>Addresses in it.</summary>
    public int Count => sorted.Length;

    /// <summary>What is kept of an address.</summary>
    public static ulong Half(ContactId address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.WriteTo(bytes);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    /// <summary>A set of halves, which may be in any order and repeat.</summary>
    public static AddressSet Of(List<ulong> halves)
    {
        halves.Sort();
        var sorted = new ulong[halves.Count];
        var count = 0;
        foreach (var half in CollectionsMarshal.AsSpan(halves))
        {
            if (count == 0 || sorted[count - 1] != half)
                sorted[count++] = half;
        }

        return new AddressSet(count == sorted.Length ? sorted : sorted[..count]);
    }

    /// <summary>Reads the form that <see cref="ToBytes"/> writes.</summary>
    public static AddressSet FromBytes(ReadOnlySpan<byte> bytes)
    {
        var sorted = new ulong[bytes.Length / sizeof(ulong)];
        for (var i = 0; i < sorted.Length; i++)
            sorted[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes[(i * sizeof(ulong))..]);
        return new AddressSet(sorted);
    }

    /// <summary>Eight bytes an address.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sorted.Length * sizeof(ulong)];
        for (var i = 0; i < sorted.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), sorted[i]);
        return bytes;
    }

    /// <summary>Whether it holds an address.</summary>
    public bool Contains(ContactId address) => Array.BinarySearch(sorted, Half(address)) >= 0;
}
