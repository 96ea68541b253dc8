namespace MailMaker.Tests.Support;

/// <summary>A folder of its own for one test, deleted afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
        : this(System.IO.Path.GetTempPath())
    {
    }

    /// <summary>A folder within another.</summary>
    public TemporaryFolder(string within) => Path = Directory.CreateDirectory(System.IO.Path.Combine(within, "mailmaker-" + Guid.NewGuid().ToString("N"))).FullName;

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
