using Azure;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Changes the lease on a blob or container.</summary>
/// <param name="target">What is leased.</param>
/// <param name="conditions">What must hold of it.</param>
/// <param name="change">The lease after the change, null for none, given the lease before and the time.</param>
internal sealed class LeaseWork(BlobAddress target, RequestConditions? conditions, Func<HeldLease?, DateTimeOffset, HeldLease?> change)
    : BlobWork<LeasedState>
{
    public override BlobAddress Target => target;

    public override bool NeedsCatalog(BlobCatalog catalog) => true;

    protected override LeasedState Apply(CommitScope scope)
    {
        var container = scope.Existing(target.Container);
        var isBlob = target.Name.Length > 0;
        var path = isBlob ? container.PathOf(target.Name) : container.Path;
        var current = isBlob ? scope.StateOf(target, container, path) : new BlobState(target, FileStamp.Of(path), null);
        if (!current.Exists)
            throw BlobErrors.BlobNotFound();
        Preconditions.Check(current, conditions, LeaseUse.Write);
        var lease = change(scope.Catalog.Lease(target), scope.Now);
        if (lease is null)
            scope.Catalog.RemoveLease(scope.Session, target);
        else
            scope.Catalog.SetLease(scope.Session, target, lease);
        return new LeasedState(current, lease, scope.Now);
    }
}
