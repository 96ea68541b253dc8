namespace MailMaker.Core.Imports;

/// <summary>
/// A file that can't be read on: damaged, or past a limit. Thrown deep in a file by whatever reads it, and told by
/// <see cref="ContactFileReader.Refusal"/>; it never leaves this folder. Its message is for the uploader, without anything of a row.
/// </summary>
internal sealed class DamagedFileException : Exception
{
    public DamagedFileException(string message)
        : base(message)
    {
    }

    public DamagedFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public DamagedFileException()
    {
    }
}
