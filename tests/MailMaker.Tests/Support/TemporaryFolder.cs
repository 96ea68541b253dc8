namespace MailMaker.Tests.Support;

/// <summary>A folder of its own for one test, deleted afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mailmaker-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
