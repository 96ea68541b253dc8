using Azure.Storage.Blobs.Models;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Finds blobs for readers, who run beside the committing thread.</summary>
internal sealed class BlobLookup(BlobFolders folders, BlobCatalog catalog, TimeProvider clock)
{
    public BlobContainerFolder Container(string name)
    {
        var folder = folders.Of(name);
        return folder.Exists ? folder : throw BlobErrors.ContainerNotFound();
    }

    /// <summary>The blob at a path, or that there is none.</summary>
    public BlobState At(BlobAddress blob, BlobContainerFolder container, string path)
    {
        while (true)
        {
            var stamp = container.StampOf(path);
            if (TryComplete(blob, container, path, stamp) is { } state)
                return state;
        }
    }

    public BlobState Find(BlobAddress blob)
    {
        var container = Container(blob.Container);
        return At(blob, container, container.PathOf(blob.Name));
    }

    /// <summary>The blob, which must be there and meet the conditions of a read.</summary>
    public BlobState Readable(BlobAddress blob, BlobRequestConditions? conditions) => Check(Find(blob), conditions);

    /// <summary>
    /// Opens the blob for reading. Its version is taken from the open file, so content, properties and conditions are of one version. No file for a folder.
    /// </summary>
    public (BlobState State, SafeFileHandle? File, string Path) Open(BlobAddress blob, BlobRequestConditions? conditions)
    {
        var container = Container(blob.Container);
        var path = container.PathOf(blob.Name);
        while (true)
        {
            var seen = container.StampOf(path);
            if (seen.Kind != FileKind.File)
                return (Check(new BlobState(blob, seen, null), conditions), null, path);
            if (OpenFile(path) is not { } file)
                continue;
            try
            {
                // Another inode: what was seen was replaced, perhaps by a link. Look again.
                var stamp = FileStamp.Of(file, path);
                if (stamp.Inode == seen.Inode && TryComplete(blob, container, path, stamp) is { } state)
                    return (Check(state, conditions), file, path);
            }
            catch
            {
                file.Dispose();
                throw;
            }

            file.Dispose();
        }
    }

    private static SafeFileHandle? OpenFile(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // A version's row goes when the next version has come. So if there is none, the version must still be there, else the row may have just gone: null.
    private BlobState? TryComplete(BlobAddress blob, BlobContainerFolder container, string path, FileStamp stamp)
    {
        var row = catalog.Find(blob, stamp);
        if (row is null && catalog.HasRows(blob.Container) && container.StampOf(path) != stamp)
            return null;
        return new BlobState(blob, stamp, row);
    }

    private BlobState Check(BlobState state, BlobRequestConditions? conditions)
    {
        if (!state.Exists)
            throw BlobErrors.BlobNotFound();
        Preconditions.Check(state, conditions, LeaseUse.Read);
        HeldLease.Check(catalog.Lease(state.Address), conditions?.LeaseId, LeasedKind.Blob, LeaseUse.Read, clock.GetUtcNow());
        return state;
    }
}
