using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A blob as the journal holds it.</summary>
/// <param name="Blob">Which blob.</param>
/// <param name="ModifiedAt">When it was written.</param>
/// <param name="Content">Its content.</param>
internal sealed record JournalEntry(BlobAddress Blob, DateTimeOffset ModifiedAt, ReadOnlyMemory<byte> Content)
{
    // Magic, length of the rest, boot (16), epoch, time, lengths of container, name and content, then the checksum of all that and of what follows.
    private const int HeadBytes = 64;
    private const int ChecksumAt = 56;
    private const uint Magic = 0x4C4A4242;

    /// <summary>The entry as bytes: its head with the names, to be followed by its content.</summary>
    public byte[] Head(Guid boot, long epoch)
    {
        var names = Encoding.UTF8.GetBytes(Blob.Container + Blob.Name);
        var head = new byte[HeadBytes + names.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), names.Length + Content.Length);
        boot.TryWriteBytes(head.AsSpan(8));
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(24), epoch);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(32), ModifiedAt.UtcTicks);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(40), Encoding.UTF8.GetByteCount(Blob.Container));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(44), names.Length);
        names.CopyTo(head.AsSpan(HeadBytes));
        Checksum(head, Content.Span).CopyTo(head.AsSpan(ChecksumAt));
        return head;
    }

    /// <summary>Reads the entry at the start of <paramref name="bytes"/>; false when there is none, or not all of it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, out JournalEntry? entry, out Guid boot, out long epoch, out int length)
    {
        (entry, boot, epoch, length) = (null, Guid.Empty, 0, 0);
        var span = bytes.Span;
        if (span.Length < HeadBytes || BinaryPrimitives.ReadUInt32LittleEndian(span) != Magic)
            return false;
        var rest = BinaryPrimitives.ReadInt32LittleEndian(span[4..]);
        var container = BinaryPrimitives.ReadInt32LittleEndian(span[40..]);
        var names = BinaryPrimitives.ReadInt32LittleEndian(span[44..]);
        if (rest < 0 || rest > span.Length - HeadBytes || container < 0 || container > names || names > rest)
            return false;
        length = HeadBytes + rest;
        var head = span[..(HeadBytes + names)];
        var content = bytes[(HeadBytes + names)..length];
        if (!Checksum(head, content.Span).AsSpan().SequenceEqual(span[ChecksumAt..HeadBytes]))
            return false;
        boot = new Guid(span.Slice(8, 16));
        epoch = BinaryPrimitives.ReadInt64LittleEndian(span[24..]);
        var at = new DateTimeOffset(BinaryPrimitives.ReadInt64LittleEndian(span[32..]), TimeSpan.Zero);
        var blob = new BlobAddress(
            Encoding.UTF8.GetString(span.Slice(HeadBytes, container)), Encoding.UTF8.GetString(span[(HeadBytes + container)..(HeadBytes + names)]));
        entry = new JournalEntry(blob, at, content);
        return true;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> head, ReadOnlySpan<byte> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head[..ChecksumAt]);
        hash.AppendData(head[HeadBytes..]);
        hash.AppendData(content);
        return hash.GetHashAndReset()[..(HeadBytes - ChecksumAt)];
    }
}
