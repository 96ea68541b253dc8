namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>
/// Where containers are in a data folder: <c>blobs/{container}</c>, but for those that people look for, which are at the top. <c>drop</c> is where
/// other programs put files (the home of SFTP users) and <c>inbound</c> where mail gateways do, so there a name is a path and nothing is hidden.
/// </summary>
internal sealed class BlobFolders(string home)
{
    private static readonly string[] Plain = ["drop", "inbound"];
    private static readonly string[] AtTop = [.. Plain, "outbox", "reports"];

    /// <summary>Where blobs are written before they get their names; on the same file system, so that a rename suffices.</summary>
    public string Unfinished { get; } = Path.Join(home, "blobs", ".unfinished");

    /// <summary>Where small blobs are written ahead of their files.</summary>
    public string Journal { get; } = Path.Join(home, "blobs", ".journal");

    public string Home => home;

    /// <exception cref="Azure.RequestFailedException">400 InvalidResourceName.</exception>
    public BlobContainerFolder Of(string container)
    {
        if (!BlobNaming.IsContainerName(container))
            throw BlobErrors.InvalidName();
        var path = AtTop.Contains(container) ? Path.Join(home, container) : Path.Join(home, "blobs", container);
        return new BlobContainerFolder(container, path, Plain.Contains(container));
    }
}
