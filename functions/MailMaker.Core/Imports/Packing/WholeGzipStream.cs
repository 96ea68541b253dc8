using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace MailMaker.Core.Imports.Packing;

/// <summary>
/// Unpacks gzip and holds what came out against the trailer (RFC 1952 §2.3.1), because the runtime's own reader takes a file that breaks off for one that
/// ends. Several members one after the other have a trailer each; they are refused like a broken-off file.
/// </summary>
internal sealed class WholeGzipStream : ReadOnlyStream
{
    private const string Damage = "The file is damaged: its gzip has no proper end. If it is several gzip files one after the other, send each by itself.";

    private readonly TailStream packed;
    private readonly GZipStream unpacker;
    private readonly Crc32 checksum = new();
    private uint length;

    /// <summary>Unpacks a file, which is left open.</summary>
    public WholeGzipStream(Stream file)
    {
        packed = new TailStream(file);
        unpacker = new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = unpacker.Read(buffer);
        Check(buffer[..read], buffer.Length);
        return read;
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await unpacker.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Check(buffer.Span[..read], buffer.Length);
        return read;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacker.Dispose();
        base.Dispose(disposing);
    }

    private void Check(ReadOnlySpan<byte> read, int asked)
    {
        checksum.Append(read);
        length += (uint)read.Length;
        if (read.IsEmpty && asked > 0 && !packed.EndsWith(checksum.GetCurrentHashAsUInt32(), length))
            throw new DamagedFileException(Damage);
    }

    /// <summary>Remembers the last eight bytes that went by.</summary>
    private sealed class TailStream(Stream file) : ReadOnlyStream
    {
        private readonly byte[] tail = new byte[8];

        public bool EndsWith(uint checksum, uint length) =>
            BinaryPrimitives.ReadUInt32LittleEndian(tail) == checksum && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(4)) == length;

        public override int Read(Span<byte> buffer)
        {
            var read = file.Read(buffer);
            Keep(buffer[..read]);
            return read;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Keep(buffer.Span[..read]);
            return read;
        }

        private void Keep(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length < tail.Length)
                tail.AsSpan(bytes.Length).CopyTo(tail);
            var last = bytes[Math.Max(0, bytes.Length - tail.Length)..];
            last.CopyTo(tail.AsSpan(tail.Length - last.Length));
        }
    }
}
