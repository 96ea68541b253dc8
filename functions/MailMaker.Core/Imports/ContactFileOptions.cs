namespace MailMaker.Core.Imports;

/// <summary>How a contact file is read.</summary>
public sealed record ContactFileOptions
{
    /// <summary>The saved mapping that it is read by; null: the file says everything itself.</summary>
    public FileMapping? Mapping { get; init; }

    /// <summary>
    /// Makes an empty spool for what a packed workbook or a large one has no room for in memory: seekable, and gone when it is closed. The default
    /// keeps it in memory, which is for small files alone.
    /// </summary>
    public Func<Stream> Spool { get; init; } = static () => new MemoryStream();
}
