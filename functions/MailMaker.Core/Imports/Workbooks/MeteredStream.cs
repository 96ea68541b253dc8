namespace MailMaker.Core.Imports.Workbooks;

/// <summary>
/// A file that can be read only so often: whoever follows a chain of sectors that leads back to itself ([MS-CFB] 2.3, where each sector names the next) comes to an
/// end here. Closing it leaves the file open.
/// </summary>
/// <param name="file">The file, seekable.</param>
internal sealed class MeteredStream(Stream file) : Stream
{
    // Each sheet is gone through from the start, and its sectors are read one by one: an honest workbook takes a few times its length.
    private const int TimesItsLength = 300;
    private const int Spare = 1024 * 1024;

    private long left = (file.Length * TimesItsLength) + Spare;

    /// <inheritdoc />
    public override bool CanRead => true;

    /// <inheritdoc />
    public override bool CanSeek => true;

    /// <inheritdoc />
    public override bool CanWrite => false;

    /// <inheritdoc />
    public override long Length => file.Length;

    /// <inheritdoc />
    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override int Read(Span<byte> buffer)
    {
        var read = file.Read(buffer);
        // Reads at the end count too: a loop there reads nothing.
        left -= Math.Max(read, 64);
        return left >= 0 ? read : throw new DamagedFileException("The workbook is damaged: parts of it lead back to themselves. Open it in a spreadsheet and save it as .xlsx or .csv.");
    }

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    /// <inheritdoc />
    public override void Flush()
    {
    }

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
