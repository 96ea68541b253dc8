namespace MailMaker.Core.Imports.Packing;

/// <summary>A file out of its packing: text to be read from front to end, or a workbook to be read anywhere.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Packing">What it came in.</param>
/// <param name="Content">Its bytes; seekable when it is a workbook.</param>
/// <param name="Owned">What has to be closed with it, in this order.</param>
internal sealed record OpenedFile(ContactFileKind Kind, ContactFilePacking Packing, Stream Content, IReadOnlyList<IDisposable> Owned) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var owned in Owned)
            owned.Dispose();
    }
}
