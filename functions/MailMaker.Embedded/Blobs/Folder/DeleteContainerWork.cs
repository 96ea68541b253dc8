using Azure;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Moves a container's folder out of sight, whatever is in it; the caller then deletes it.</summary>
internal sealed class DeleteContainerWork(BlobContainerFolder container, string grave, RequestConditions? conditions, string? leaseId)
    : BlobWork<Response>
{
    public override BlobAddress Target => new(container.Name, "");

    public override bool NeedsCatalog(BlobCatalog catalog) => true;

    protected override Response Apply(CommitScope scope)
    {
        if (!container.Exists)
            throw BlobErrors.ContainerNotFound();
        var address = new BlobAddress(container.Name, "");
        Preconditions.Check(new BlobState(address, FileStamp.Of(container.Path), null), conditions, LeaseUse.Write);
        HeldLease.Check(scope.Catalog.Lease(address), leaseId, LeasedKind.Container, LeaseUse.Write, scope.Now);
        Directory.Move(container.Path, grave);
        scope.Changed(Path.GetDirectoryName(container.Path)!);
        scope.Catalog.RemoveContainer(scope.Session, container.Name);
        return new FolderResponse(202);
    }
}
