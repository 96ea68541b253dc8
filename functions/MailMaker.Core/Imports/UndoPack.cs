using System.Text;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>
/// Undo entries in binary form. Each: one byte of kind, 16 of the contact's id, then what the kind needs; numbers least significant byte
/// first, texts UTF-8 behind their length. An added contact takes 25 bytes. Not safe for use by two threads.
/// </summary>
public sealed class UndoPack : IDisposable
{
    private const byte AddedKind = 1;
    private const byte ChangedKind = 2;
    private const byte RemovedKind = 3;
    private const byte ForgottenKind = 4;

    private readonly MemoryStream bytes = new();
    private readonly BinaryWriter writer;

    /// <summary>An empty pack.</summary>
    public UndoPack() => writer = new BinaryWriter(bytes, Encoding.UTF8);

    /// <summary>Entries so far.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes so far.</summary>
    public int Length => (int)bytes.Length;

    /// <summary>Adds an entry.</summary>
    public void Add(UndoEntry entry)
    {
        switch (entry)
        {
            case UndoEntry.Added added:
                AddAdded(added.Id, added.RowHash);
                return;
            case UndoEntry.Changed changed:
                Begin(ChangedKind, changed.Id);
                writer.Write(changed.RowHash);
                Write(changed.Before);
                writer.Write(changed.Key);
                Write(changed.Fields);
                return;
            case UndoEntry.Removed removed:
                Begin(RemovedKind, removed.Id);
                Write(removed.Before);
                writer.Write(removed.Key);
                writer.Write7BitEncodedInt(removed.Fields.Length);
                writer.Write(removed.Fields);
                return;
            default:
                Begin(ForgottenKind, entry.Id);
                return;
        }
    }

    /// <summary>Adds the entry of an added contact, without making one first: a million of them in a first import.</summary>
    public void AddAdded(ContactId id, long rowHash)
    {
        Begin(AddedKind, id);
        writer.Write(rowHash);
    }

    /// <summary>The pack as it is kept.</summary>
    public byte[] ToArray()
    {
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        writer.Flush();
        bytes.SetLength(0);
        Count = 0;
    }

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();

    /// <summary>Reads a pack.</summary>
    public static IReadOnlyList<UndoEntry> Read(byte[] pack)
    {
        using var reader = new BinaryReader(new MemoryStream(pack, writable: false), Encoding.UTF8);
        var entries = new List<UndoEntry>();
        while (reader.BaseStream.Position < pack.Length)
        {
            var kind = reader.ReadByte();
            var id = ContactId.FromBytes(reader.ReadBytes(16));
            entries.Add(kind switch
            {
                AddedKind => new UndoEntry.Added(id, reader.ReadInt64()),
                ChangedKind => new UndoEntry.Changed(id, reader.ReadInt64(), ReadVersion(reader), reader.ReadString(), ReadFields(reader)),
                RemovedKind => new UndoEntry.Removed(id, ReadVersion(reader), reader.ReadString(), reader.ReadBytes(reader.Read7BitEncodedInt())),
                ForgottenKind => new UndoEntry.Forgotten(id),
                _ => throw new FormatException("Not a pack of undo entries."),
            });
        }

        return entries;
    }

    private void Begin(byte kind, ContactId id)
    {
        Span<byte> text = stackalloc byte[16];
        id.WriteTo(text);
        writer.Write(kind);
        writer.Write(text);
        Count++;
    }

    private void Write(RowVersion version)
    {
        writer.Write(version.RowHash);
        writer.Write(version.Import);
        writer.Write(version.ChangedAt?.UtcTicks ?? 0);
    }

    // A field that has no value is kept as an empty text: kept values are never empty.
    private void Write(IReadOnlyList<FieldDifference> fields)
    {
        writer.Write7BitEncodedInt(fields.Count);
        foreach (var (field, old, now) in fields)
        {
            writer.Write(field);
            writer.Write(old ?? "");
            writer.Write(now ?? "");
        }
    }

    private static RowVersion ReadVersion(BinaryReader reader)
    {
        var (hash, import, ticks) = (reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
        return new RowVersion(hash, import, ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero));
    }

    private static List<FieldDifference> ReadFields(BinaryReader reader)
    {
        var fields = new List<FieldDifference>();
        for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            fields.Add(new FieldDifference(reader.ReadString(), NullIfEmpty(reader.ReadString()), NullIfEmpty(reader.ReadString())));
        return fields;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
