using Azure;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Replaces the metadata of a blob.</summary>
internal sealed class MetadataWork(BlobAddress blob, Dictionary<string, string> metadata, RequestConditions? conditions, string? leaseId)
    : BlobWork<BlobState>
{
    public override BlobAddress Target => blob;

    public override bool NeedsCatalog(BlobCatalog catalog) => true;

    protected override BlobState Apply(CommitScope scope)
    {
        var container = scope.Existing(blob.Container);
        var current = scope.StateOf(blob, container, container.PathOf(blob.Name));
        if (!current.Exists)
            throw BlobErrors.BlobNotFound();
        if (current.Stamp.Kind == FileKind.Folder)
            throw BlobErrors.TypeMismatch();
        Preconditions.Check(current, conditions, LeaseUse.Write);
        HeldLease.Check(scope.Catalog.Lease(blob), leaseId, LeasedKind.Blob, LeaseUse.Write, scope.Now);
        var row = new BlobRow((current.Row?.Changes ?? 0) + 1, scope.Now, current.Properties with { Metadata = metadata });
        scope.Catalog.Put(scope.Session, blob, current.Stamp, row);
        return current with { Row = row };
    }
}
