using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MailMaker.Core.Contacts;

namespace MailMaker.Core.Imports;

/// <summary>
/// A row that was read, checked and brought to canonical form, and its packed form in a spool: 4 bytes of length of what follows, 16 of the
/// contact's id, 8 of the line, 8 of the hash, 2 of the key's length, 2 of the unread names', the key, the unread names, the fields; numbers least
/// significant byte first.
/// </summary>
public readonly ref struct StagedRow
{
    private const int Fixed = 40;

    /// <summary>Whom the row is about.</summary>
    public required ContactId Id { get; init; }

    /// <summary>The physical line of the file, from 1, that the row begins on.</summary>
    public required long Line { get; init; }

    /// <summary>
    /// A hash over the supplied fields' names and values: equal to the stored one, the row says nothing new. 0 never occurs in a row: it
    /// stands for a contact that something else changed since.
    /// </summary>
    public required long Hash { get; init; }

    /// <summary>The clear key, UTF-8.</summary>
    public required ReadOnlySpan<byte> Key { get; init; }

    /// <summary>
    /// The non-empty fields as a contact keeps them (see <see cref="FieldsJson"/>); empty for a row that was rejected but shows that a full
    /// file still has the contact.
    /// </summary>
    public required ReadOnlySpan<byte> Fields { get; init; }

    /// <summary>
    /// Names of the fields that the file supplies and this row leaves as they are, because their value could not be read: UTF-8, a line feed
    /// between two; mostly empty. A contact that is new has none of them.
    /// </summary>
    public ReadOnlySpan<byte> Unread { get; init; }

    /// <summary>Whether the row was rejected and only says that the contact is in the file.</summary>
    public bool IsPresenceOnly => Fields.IsEmpty;

    /// <summary>Appends the packed form.</summary>
    public void WriteTo(IBufferWriter<byte> spool)
    {
        var length = Fixed + Key.Length + Unread.Length + Fields.Length;
        var to = spool.GetSpan(length);
        BinaryPrimitives.WriteInt32LittleEndian(to, length - 4);
        Id.WriteTo(to[4..]);
        BinaryPrimitives.WriteInt64LittleEndian(to[20..], Line);
        BinaryPrimitives.WriteInt64LittleEndian(to[28..], Hash);
        BinaryPrimitives.WriteUInt16LittleEndian(to[36..], (ushort)Key.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(to[38..], (ushort)Unread.Length);
        Key.CopyTo(to[Fixed..]);
        Unread.CopyTo(to[(Fixed + Key.Length)..]);
        Fields.CopyTo(to[(Fixed + Key.Length + Unread.Length)..]);
        spool.Advance(length);
    }

    /// <summary>Reads the row that a spool begins with.</summary>
    /// <param name="spool">The rest of the spool.</param>
    /// <param name="length">Bytes that the row takes.</param>
    public static StagedRow Read(ReadOnlySpan<byte> spool, out int length)
    {
        length = 4 + BinaryPrimitives.ReadInt32LittleEndian(spool);
        var row = spool[..length];
        var key = BinaryPrimitives.ReadUInt16LittleEndian(row[36..]);
        var unread = BinaryPrimitives.ReadUInt16LittleEndian(row[38..]);
        return new StagedRow
        {
            Id = ContactId.FromBytes(row.Slice(4, 16)),
            Line = BinaryPrimitives.ReadInt64LittleEndian(row[20..]),
            Hash = BinaryPrimitives.ReadInt64LittleEndian(row[28..]),
            Key = row.Slice(Fixed, key),
            Unread = row.Slice(Fixed + key, unread),
            Fields = row[(Fixed + key + unread)..],
        };
    }

    /// <summary>The fields that this row supplies: those of the file, without those that it leaves as they are.</summary>
    /// <param name="ofFile">The fields that the file supplies.</param>
    public IReadOnlySet<string> Supplied(IReadOnlySet<string> ofFile)
    {
        if (Unread.IsEmpty)
            return ofFile;
        var supplied = ofFile.ToHashSet();
        supplied.ExceptWith(Encoding.UTF8.GetString(Unread).Split('\n'));
        return supplied;
    }
}
