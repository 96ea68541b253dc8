namespace MailMaker.Core.Imports.Workbooks;

/// <summary>The rows of a sheet, from top to bottom; rows that the file leaves out are passed over.</summary>
internal abstract class SheetRows : IDisposable
{
    /// <summary>Reads the next row; false at the end of the sheet.</summary>
    public abstract bool Read(SheetRow row);

    /// <inheritdoc />
    public abstract void Dispose();
}
