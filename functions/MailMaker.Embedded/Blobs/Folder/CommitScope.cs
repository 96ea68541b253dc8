using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>What the works of one group share: the catalog's transaction and the folders in which names changed.</summary>
internal sealed class CommitScope(BlobFolders folders, BlobCatalog catalog, SqliteSession? session, DateTimeOffset now)
{
    private readonly HashSet<string> changed = new(StringComparer.Ordinal);

    public BlobFolders Folders => folders;

    public BlobCatalog Catalog => catalog;

    public DateTimeOffset Now => now;

    /// <summary>The transaction; only for works that said they need it.</summary>
    public SqliteSession Session => session ?? throw new InvalidOperationException("The work did not ask for the catalog.");

    public IReadOnlyCollection<string> ChangedFolders => changed;

    /// <summary>The blob as it is now, changes of this group included.</summary>
    public BlobState StateOf(BlobAddress blob, BlobContainerFolder container, string path)
    {
        var stamp = container.StampOf(path);
        return new BlobState(blob, stamp, session is null ? null : catalog.Find(session, blob, stamp));
    }

    /// <summary>The container's folder, which must be there.</summary>
    public BlobContainerFolder Existing(string container)
    {
        var folder = folders.Of(container);
        return folder.Exists ? folder : throw BlobErrors.ContainerNotFound();
    }

    /// <summary>Notes that a name was put into, or taken out of, a folder.</summary>
    public void Changed(string folder) => changed.Add(folder);

    /// <summary>Gives a finished file its name; makes the folders on the way.</summary>
    public void Rename(string from, string to)
    {
        try
        {
            File.Move(from, to, true);
        }
        catch (DirectoryNotFoundException)
        {
            MakeFolder(Path.GetDirectoryName(to)!);
            File.Move(from, to, true);
        }

        Changed(Path.GetDirectoryName(to)!);
    }

    private void MakeFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path)!;
        MakeFolder(parent);
        Directory.CreateDirectory(path);
        Changed(parent);
    }
}
