using MailMaker.Core.Imports.Packing;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>
/// The bytes of an XML part, as long as marks come in them: an XML reader keeps a whole tag in memory, so one without end would fill it.
/// </summary>
internal sealed class MarkupStream(Stream part, string name) : ReadOnlyStream
{
    private int sinceMark;

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        Look(buffer[..read]);
        return read;
    }

    /// <inheritdoc />
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await part.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Look(buffer.Span[..read]);
        return read;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }

    private void Look(ReadOnlySpan<byte> bytes)
    {
        var last = bytes.LastIndexOf((byte)'<');
        sinceMark = last < 0 ? sinceMark + bytes.Length : bytes.Length - last;
        if (sinceMark > FileLimits.MostBytesWithoutMarkup)
            throw new DamagedFileException($"The workbook's part {name} has a tag or text of more than a megabyte, which no cell can be.");
    }
}
