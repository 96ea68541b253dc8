using Azure;
using MailMaker.Embedded.Storage;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Gives a finished file the name of a blob.</summary>
internal sealed class PutWork(UnfinishedBlob file, BlobAddress blob, StoredProperties properties, RequestConditions? conditions, string? leaseId)
    : BlobWork<BlobState>
{
    private readonly BlobRow? row = properties.IsDefaultFor(blob.Name) ? null : new BlobRow(0, file.Stamp.ModifiedAt, properties);

    public override SafeFileHandle? Unsynced => file.IsSynced ? null : file.Handle;

    public override bool Stages => row is not null;

    public override bool NeedsCatalog(BlobCatalog catalog) =>
        row is not null || catalog.HasRows(blob.Container) || catalog.Lease(blob) is not null;

    // Written ahead under the new file's own version, so that the rename makes content and properties appear at once.
    public override void Stage(SqliteSession session, BlobCatalog catalog) => catalog.Put(session, blob, file.Stamp, row!);

    protected override BlobState Apply(CommitScope scope)
    {
        var container = scope.Existing(blob.Container);
        var path = container.PathOf(blob.Name);
        var current = scope.StateOf(blob, container, path);
        if (current.Stamp.Kind is FileKind.Folder or FileKind.Other || container.LeadsThroughLink(path))
            throw BlobErrors.TypeMismatch();
        Preconditions.Check(current, conditions, LeaseUse.Write);
        var lease = scope.Catalog.Lease(blob);
        HeldLease.Check(current.Exists ? lease : null, leaseId, LeasedKind.Blob, LeaseUse.Write, scope.Now);
        Rename(scope, path);
        if (current.Exists && scope.Catalog.HasRows(blob.Container))
            scope.Catalog.Keep(scope.Session, blob, file.Stamp);
        // A lease that no longer binds ends with the write (it can't be renewed after); so does one that outlived its blob.
        if (lease is not null && !(current.Exists && lease.BindsAt(scope.Now)))
            scope.Catalog.RemoveLease(scope.Session, blob);
        return new BlobState(blob, file.Stamp, row);
    }

    private void Rename(CommitScope scope, string path)
    {
        try
        {
            scope.Rename(file.Path, path);
        }
        catch (IOException e) when (e is not FileNotFoundException && scope.Folders.Of(blob.Container).IsPlain)
        {
            // In a plain folder a file may stand where a folder would have to be.
            throw BlobErrors.TypeMismatch();
        }
    }
}
