using MailMaker.Core.Contacts;

namespace MailMaker.Core.Campaigns;

/// <summary>
/// A run of up to 100 contacts of one bucket, in key order, with each one's outcome so far. The unit of fan-out and of the ledger: who is
/// in it is fixed when the campaign is planned.
/// </summary>
public sealed class Slice
{
    /// <summary>Contacts in a slice: what one storage transaction can claim.</summary>
    public const int MostMembers = 100;

    private readonly ContactId[] members;
    private readonly OutcomeEntry[] entries;

    private Slice(ContactId[] members, OutcomeEntry[] entries)
    {
        this.members = members;
        this.entries = entries;
    }

    /// <summary>Who is in it, in key order.</summary>
    public IReadOnlyList<ContactId> Members => members;

    /// <summary>Each member's outcome, in the members' order.</summary>
    public IReadOnlyList<OutcomeEntry> Entries => entries;

    /// <summary>Whether every member has a final outcome.</summary>
    public bool IsDone => entries.All(e => e.Outcome.IsFinal());

    /// <summary>A new slice, every member pending.</summary>
    public static Slice Of(IReadOnlyList<ContactId> members)
    {
        if (members.Count is 0 or > MostMembers)
            throw new ArgumentOutOfRangeException(nameof(members), members.Count, $"A slice has 1 to {MostMembers} members.");
        return new Slice([.. members], new OutcomeEntry[members.Count]);
    }

    /// <summary>A new slice of which some members have an outcome already.</summary>
    /// <param name="members">Who is in it, in key order.</param>
    /// <param name="entries">Each member's outcome.</param>
    public static Slice Of(IReadOnlyList<ContactId> members, IReadOnlyList<OutcomeEntry> entries) => new(Of(members).members, [.. entries]);

    /// <summary>Reads the packed forms.</summary>
    public static Slice FromBytes(ReadOnlySpan<byte> members, ReadOnlySpan<byte> outcomes)
    {
        var ids = new ContactId[members.Length / 16];
        var entries = new OutcomeEntry[ids.Length];
        var size = OutcomeEntry.SizeIn(outcomes.Length, ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = ContactId.FromBytes(members.Slice(i * 16, 16));
            if (!outcomes.IsEmpty)
                entries[i] = OutcomeEntry.Read(outcomes.Slice(i * size, size));
        }

        return new Slice(ids, entries);
    }

    /// <summary>The members, 16 bytes each.</summary>
    public byte[] MemberBytes()
    {
        var bytes = new byte[members.Length * 16];
        for (var i = 0; i < members.Length; i++)
            members[i].WriteTo(bytes.AsSpan(i * 16));
        return bytes;
    }

    /// <summary>The outcomes, <see cref="OutcomeEntry.Size"/> bytes each.</summary>
    public byte[] OutcomeBytes()
    {
        var bytes = new byte[entries.Length * OutcomeEntry.Size];
        for (var i = 0; i < entries.Length; i++)
            entries[i].Write(bytes.AsSpan(i * OutcomeEntry.Size));
        return bytes;
    }

    /// <summary>
    /// The slice with the outcomes of <paramref name="decided"/> (null = nothing new) laid over its own; a final outcome is never changed (but for one dropped as cancelled, or of whom nothing was known, whose mail had left already),
    /// so recording twice, or by two workers, comes to the same.
    /// </summary>
    public Slice With(IReadOnlyList<OutcomeEntry?> decided)
    {
        var next = (OutcomeEntry[])entries.Clone();
        for (var i = 0; i < next.Length; i++)
        {
            if (decided[i] is { } entry && (!next[i].Outcome.IsFinal() || IsSentAfterAll(next[i], entry)))
                next[i] = entry;
        }

        return new Slice(members, next);
    }

    // A hand-over that had begun when the campaign was cancelled ends after its member was dropped: the mail did leave.
    private static bool IsSentAfterAll(OutcomeEntry known, OutcomeEntry decided) => known.Outcome is Outcome.Cancelled or Outcome.Unknown && decided.Outcome == Outcome.Sent;

    /// <summary>
    /// The slice with somebody who is nobody in the place of a member: order, outcomes and counts stay. Null when it does not have the member.
    /// </summary>
    public Slice? Without(ContactId member)
    {
        var index = Array.IndexOf(members, member);
        if (index < 0)
            return null;
        var next = (ContactId[])members.Clone();
        next[index] = index > 0 ? members[index - 1].Next : members.Length > 1 ? members[1].Previous : member.Blurred;
        return new Slice(next, entries);
    }

    /// <summary>The counts of this slice's outcomes.</summary>
    public LedgerCounts Counts()
    {
        var counts = new LedgerCounts();
        foreach (var entry in entries)
            counts.Add(entry);
        return counts;
    }
}
