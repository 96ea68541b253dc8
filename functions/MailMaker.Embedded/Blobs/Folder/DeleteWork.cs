using MailMaker.Embedded.Storage;
using Azure;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Deletes a blob, and the folders it leaves empty where they are of MailMaker's making.</summary>
internal sealed class DeleteWork(BlobAddress blob, RequestConditions? conditions, string? leaseId) : BlobWork<Response>
{
    public override BlobAddress Target => blob;

    public override bool NeedsCatalog(BlobCatalog catalog) => catalog.HasRows(blob.Container) || catalog.Lease(blob) is not null;

    protected override Response Apply(CommitScope scope)
    {
        var container = scope.Existing(blob.Container);
        var path = container.PathOf(blob.Name);
        var current = scope.StateOf(blob, container, path);
        if (!current.Exists)
            throw BlobErrors.BlobNotFound();
        Preconditions.Check(current, conditions, LeaseUse.Write);
        var lease = scope.Catalog.Lease(blob);
        HeldLease.Check(lease, leaseId, LeasedKind.Blob, LeaseUse.Write, scope.Now);
        Remove(scope, container, path, current.Stamp.Kind);
        if (scope.Catalog.HasRows(blob.Container))
            scope.Catalog.Keep(scope.Session, blob, FileStamp.Missing);
        if (lease is not null)
            scope.Catalog.RemoveLease(scope.Session, blob);
        return new FolderResponse(202);
    }

    private static void Remove(CommitScope scope, BlobContainerFolder container, string path, FileKind kind)
    {
        if (kind == FileKind.Folder)
        {
            if (!Posix.RemoveIfEmpty(path))
                throw BlobErrors.FolderNotEmpty();
        }
        else
        {
            File.Delete(path);
        }

        var folder = Path.GetDirectoryName(path)!;
        while (!container.IsPlain && folder.Length > container.Path.Length && Posix.RemoveIfEmpty(folder))
            folder = Path.GetDirectoryName(folder)!;
        scope.Changed(folder);
    }
}
