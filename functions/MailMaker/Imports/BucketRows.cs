using System.Buffers;
using System.Buffers.Binary;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>
/// A bucket's spool in key order. The whole bucket is in memory; that is why lists have buckets. Its arrays are megabytes, so they are pooled: made
/// anew for each bucket they would be the garbage that is collected last.
/// </summary>
public sealed class BucketRows : IDisposable
{
    private readonly byte[] spool;
    private readonly Entry[] entries;
    private readonly int count;

    private BucketRows(byte[] spool, Entry[] entries, int count) => (this.spool, this.entries, this.count) = (spool, entries, count);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => count == 0;

    /// <summary>The last contact.</summary>
    public ContactId LastId => entries[count - 1].Id;

    /// <summary>Reads and sorts a spool; null is one without rows.</summary>
    public static async Task<BucketRows> ReadAsync(Stream? file, CancellationToken cancellationToken)
    {
        var length = (int)(file?.Length ?? 0);
        var spool = ArrayPool<byte>.Shared.Rent(length);
        if (file is not null)
            await file.ReadExactlyAsync(spool.AsMemory(0, length), cancellationToken);
        var count = 0;
        for (var at = 0; at < length; at += 4 + BinaryPrimitives.ReadInt32LittleEndian(spool.AsSpan(at)))
            count++;
        return new BucketRows(spool, Sort(spool, length, count), count);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(spool);
        ArrayPool<Entry>.Shared.Return(entries);
    }

    private static Entry[] Sort(byte[] spool, int length, int count)
    {
        var entries = ArrayPool<Entry>.Shared.Rent(count);
        var next = 0;
        for (var at = 0; at < length;)
        {
            var row = StagedRow.Read(spool.AsSpan(at), out var taken);
            entries[next++] = new Entry(row.Id, row.Line, at, row.IsPresenceOnly);
            at += taken;
        }

        entries.AsSpan(0, count).Sort();
        return entries;
    }

    /// <summary>The contacts of the file, in key order, each with the row that counts: the last one.</summary>
    public IEnumerable<Member> Members()
    {
        for (var i = 0; i < count;)
        {
            var (first, last) = (i, -1);
            for (; i < count && entries[i].Id == entries[first].Id; i++)
                last = entries[i].IsPresenceOnly ? last : i;
            yield return new Member(this, first, i - first, last);
        }
    }

    /// <summary>A contact of the file.</summary>
    /// <param name="Rows">The bucket.</param>
    /// <param name="First">Its first entry.</param>
    /// <param name="Count">How many it has.</param>
    /// <param name="Last">The entry that counts; -1 when all of its rows were rejected.</param>
    public readonly record struct Member(BucketRows Rows, int First, int Count, int Last)
    {
        /// <summary>Who.</summary>
        public ContactId Id => Rows.entries[First].Id;

        /// <summary>Whether it has a good row.</summary>
        public bool HasRow => Last >= 0;

        /// <summary>The line of the row that counts.</summary>
        public long Line => Rows.entries[Last].Line;

        /// <summary>The row that counts.</summary>
        public StagedRow Row => Rows.Row(Last);

        /// <summary>Good rows before the one that counts: duplicates.</summary>
        public IEnumerable<RejectedRow> Duplicates()
        {
            if (Count == 1 || Last < 0)
                yield break;
            var line = Line;
            for (var i = First; i < Last; i++)
            {
                if (!Rows.entries[i].IsPresenceOnly)
                    yield return Rows.Reject(i, FormattableString.Invariant($"The row is a duplicate of line {line}, which counts"));
            }
        }

        /// <summary>How many duplicates there are.</summary>
        public int DuplicateCount => Count == 1 ? 0 : Duplicates().Count();

        /// <summary>The row that counts as a reject.</summary>
        public RejectedRow Reject(string reason) => Rows.Reject(Last, reason);
    }

    private StagedRow Row(int entry) => StagedRow.Read(spool.AsSpan(entries[entry].Offset), out _);

    // The row as text is not kept; its canonical fields say which it was.
    private RejectedRow Reject(int entry, string reason) => new(entries[entry].Line, "", reason, System.Text.Encoding.UTF8.GetString(Row(entry).Fields));

    private readonly record struct Entry(ContactId Id, long Line, int Offset, bool IsPresenceOnly) : IComparable<Entry>
    {
        public int CompareTo(Entry other)
        {
            var order = Id.CompareTo(other.Id);
            return order != 0 ? order : Line.CompareTo(other.Line);
        }
    }
}
