using System.IO.Hashing;

namespace MailMaker.Core.Imports.Packing;

/// <summary>
/// What an unpacker gives, within the budget; damage is told in the uploader's terms. Where the length is known, a part that ends before it is
/// damaged: half a file must not pass for a whole one. Where the checksum is known, so is one that differs.
/// </summary>
/// <param name="unpacker">What unpacks.</param>
/// <param name="budget">How much it may give.</param>
/// <param name="length">Bytes that it must give; negative when that is not known.</param>
/// <param name="checksum">Their CRC-32 (APPNOTE 4.4.7); null: whatever it is. Spreadsheets open workbooks with a wrong one.</param>
internal sealed class UnpackingStream(Stream unpacker, UnpackBudget budget, long length = -1, uint? checksum = null) : ReadOnlyStream
{
    private const string Damage = "The file is damaged: its packed content can't be read to the end. Pack and send it again.";

    private readonly Crc32? sum = checksum is null ? null : new Crc32();
    private long read;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Count(buffer[..unpacker.Read(buffer)], buffer.Length);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new DamagedFileException(Damage, e);
        }
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var count = await unpacker.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Count(buffer.Span[..count], buffer.Length);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new DamagedFileException(Damage, e);
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacker.Dispose();
        base.Dispose(disposing);
    }

    // An entry's inflater says damage in these; what storage throws is no damage and goes on.
    private static bool IsDamage(Exception e) => e is InvalidDataException or EndOfStreamException or NotSupportedException;

    private int Count(ReadOnlySpan<byte> bytes, int asked)
    {
        read += bytes.Length;
        sum?.Append(bytes);
        var isEnd = bytes.IsEmpty && asked > 0;
        if (length >= 0 && (read > length || (isEnd && read < length)))
            throw new DamagedFileException(Damage);
        if (isEnd && sum is not null && sum.GetCurrentHashAsUInt32() != checksum)
            throw new DamagedFileException(Damage);
        budget.Take(bytes.Length);
        return bytes.Length;
    }
}
