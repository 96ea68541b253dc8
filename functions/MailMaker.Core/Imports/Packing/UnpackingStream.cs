namespace MailMaker.Core.Imports.Packing;

/// <summary>
/// What an unpacker gives, within the budget; damage is told in the uploader's terms. Where the length is known, a part that ends before it is
/// damaged: half a file must not pass for a whole one.
/// </summary>
internal sealed class UnpackingStream(Stream unpacker, UnpackBudget budget, long length = -1) : ReadOnlyStream
{
    private const string Damage = "The file is damaged: its packed content can't be read to the end. Pack and send it again.";

    private long read;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Count(unpacker.Read(buffer), buffer.Length);
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
            return Count(await unpacker.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), buffer.Length);
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

    private int Count(int bytes, int asked)
    {
        read += bytes;
        if (length >= 0 && (read > length || (bytes == 0 && asked > 0 && read < length)))
            throw new DamagedFileException(Damage);
        budget.Take(bytes);
        return bytes;
    }
}
