namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Makes a container's folder.</summary>
internal sealed class CreateContainerWork(BlobContainerFolder container) : BlobWork<FileStamp>
{
    public override BlobAddress Target => new(container.Name, "");

    public override bool NeedsCatalog(BlobCatalog catalog) => false;

    protected override FileStamp Apply(CommitScope scope)
    {
        if (container.Exists)
            throw BlobErrors.ContainerAlreadyExists();
        Directory.CreateDirectory(container.Path);
        scope.Changed(Path.GetDirectoryName(container.Path)!);
        scope.Changed(scope.Folders.Home);
        return FileStamp.Of(container.Path);
    }
}
