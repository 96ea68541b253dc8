using System.Buffers.Binary;
using MailMaker.Core.Delivery;

namespace MailMaker.Core.Campaigns;

/// <summary>
/// What was sent to one contact lately: a claim per campaign with its moment (seconds), oldest first, packed in 12 bytes each. Immutable;
/// the default value is the empty history.
/// </summary>
public readonly struct SendHistory : IEquatable<SendHistory>
{
    /// <summary>Entries of each channel that are kept: more than any cap (100) can ask about, be it of one channel or of all.</summary>
    public const int MostEntries = 128;

    private const int EntrySize = 12;
    private readonly byte[]? packed;

    private SendHistory(byte[] packed) => this.packed = packed;

    private ReadOnlySpan<byte> Entries => packed;

    /// <summary>Messages in the history.</summary>
    public int Count => Entries.Length / EntrySize;

    /// <summary>Reads the packed form; null is the empty history.</summary>
    public static SendHistory FromBytes(byte[]? packed)
    {
        if (packed is not null && packed.Length % EntrySize != 0)
            throw new FormatException($"A send history has {EntrySize} bytes an entry.");
        return packed is null ? default : new SendHistory(packed);
    }

    /// <summary>The packed form; not to be changed.</summary>
    public byte[] ToBytes() => packed ?? [];

    /// <summary>Messages claimed at <paramref name="start"/> or later.</summary>
    /// <param name="start">The first moment that counts.</param>
    /// <param name="channel">The channel that counts; null for all of them.</param>
    public int CountSince(DateTimeOffset start, MessageChannel? channel = null)
    {
        var from = start.ToUnixTimeSeconds();
        var count = 0;
        for (var rest = Entries; rest.Length > 0; rest = rest[EntrySize..])
        {
            if (Seconds(rest) >= from && (channel is null || Tag(rest).Channel == channel))
                count++;
        }

        return count;
    }

    /// <summary>The moments of the messages, seconds since 1970-01-01 UTC.</summary>
    /// <param name="channel">The channel that counts; null for all of them.</param>
    public long[] SecondsOf(MessageChannel? channel)
    {
        var seconds = new List<long>(Count);
        for (var rest = Entries; rest.Length > 0; rest = rest[EntrySize..])
        {
            if (channel is null || Tag(rest).Channel == channel)
                seconds.Add(Seconds(rest));
        }

        return [.. seconds];
    }

    /// <summary>The campaigns, each on its channel, that claimed this contact at <paramref name="start"/> or later.</summary>
    /// <param name="start">The first moment that counts.</param>
    public IReadOnlyList<CampaignTag> TagsSince(DateTimeOffset start)
    {
        var from = start.ToUnixTimeSeconds();
        var tags = new List<CampaignTag>();
        for (var rest = Entries; rest.Length > 0; rest = rest[EntrySize..])
        {
            if (Seconds(rest) >= from)
                tags.Add(Tag(rest));
        }

        return tags;
    }

    /// <summary>Whether the campaign has claimed this contact.</summary>
    public bool Holds(CampaignTag campaign) => IndexOf(campaign) >= 0;

    /// <summary>When the campaign claimed this contact, to the second; null when it did not, or too long ago.</summary>
    public DateTimeOffset? ClaimedAt(CampaignTag campaign) => IndexOf(campaign) is >= 0 and var index ? DateTimeOffset.FromUnixTimeSeconds(Seconds(Entries[index..])) : null;

    /// <summary>The history with a claim of <paramref name="campaign"/> at <paramref name="now"/>, without what no window can reach any more.</summary>
    public SendHistory With(CampaignTag campaign, DateTimeOffset now)
    {
        var oldest = (now - CapWindows.Longest).ToUnixTimeSeconds();
        var kept = Entries;
        while (kept.Length > 0 && Seconds(kept) < oldest)
            kept = kept[EntrySize..];
        // Each channel for itself: many mails must not push out the few text messages that a cap counts.
        if (kept.Length >= MostEntries * EntrySize && new SendHistory(kept.ToArray()).SecondsOf(campaign.Channel).Length >= MostEntries)
            return new SendHistory(WithoutOldest(kept, campaign.Channel)).With(campaign, now);
        var next = new byte[kept.Length + EntrySize];
        kept.CopyTo(next);
        BinaryPrimitives.WriteUInt32BigEndian(next.AsSpan(kept.Length), checked((uint)now.ToUnixTimeSeconds()));
        BinaryPrimitives.WriteUInt64BigEndian(next.AsSpan(kept.Length + 4), campaign.Value);
        return new SendHistory(next);
    }

    /// <summary>The history without the claim of <paramref name="campaign"/>: nothing reached the person, so nothing counts.</summary>
    public SendHistory Without(CampaignTag campaign)
    {
        var index = IndexOf(campaign);
        if (index < 0)
            return this;
        var next = new byte[Entries.Length - EntrySize];
        Entries[..index].CopyTo(next);
        Entries[(index + EntrySize)..].CopyTo(next.AsSpan(index));
        return new SendHistory(next);
    }

    /// <summary>Both histories in one, oldest first; what both hold counts once.</summary>
    public SendHistory Merge(SendHistory other)
    {
        var entries = new List<byte[]>();
        foreach (var packedEntries in (byte[][])[ToBytes(), other.ToBytes()])
        {
            for (var at = 0; at < packedEntries.Length; at += EntrySize)
            {
                var entry = packedEntries[at..(at + EntrySize)];
                if (!entries.Exists(e => e.AsSpan().SequenceEqual(entry)))
                    entries.Add(entry);
            }
        }

        return new SendHistory([.. entries.GroupBy(e => Tag(e).Channel).SelectMany(g => g.OrderBy(e => Seconds(e)).TakeLast(MostEntries)).OrderBy(e => Seconds(e)).SelectMany(e => e)]);
    }

    /// <inheritdoc />
    public bool Equals(SendHistory other) => Entries.SequenceEqual(other.Entries);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is SendHistory other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Entries);
        return hash.ToHashCode();
    }

    /// <summary>Whether both hold the same messages.</summary>
    public static bool operator ==(SendHistory left, SendHistory right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(SendHistory left, SendHistory right) => !left.Equals(right);

    private static byte[] WithoutOldest(ReadOnlySpan<byte> entries, MessageChannel channel)
    {
        var at = 0;
        while (Tag(entries[at..]).Channel != channel)
            at += EntrySize;
        return [.. entries[..at], .. entries[(at + EntrySize)..]];
    }

    private static uint Seconds(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt32BigEndian(entry);

    private static CampaignTag Tag(ReadOnlySpan<byte> entry) => new(BinaryPrimitives.ReadUInt64BigEndian(entry[4..]));

    private int IndexOf(CampaignTag campaign)
    {
        for (var i = 0; i < Entries.Length; i += EntrySize)
        {
            if (BinaryPrimitives.ReadUInt64BigEndian(Entries[(i + 4)..]) == campaign.Value)
                return i;
        }

        return -1;
    }
}
