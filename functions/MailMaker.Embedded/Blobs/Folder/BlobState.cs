using Azure;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A blob as it is: its file and, if there is more to it, its row.</summary>
internal sealed record BlobState(BlobAddress Address, FileStamp Stamp, BlobRow? Row)
{
    // As an account with a hierarchical namespace marks them.
    private const string FolderMark = "hdi_isfolder";

    public bool Exists => Stamp.Kind is FileKind.File or FileKind.Folder;

    public ETag ETag => Stamp.ETag(Row?.Changes ?? 0);

    public DateTimeOffset ModifiedAt => Row?.ModifiedAt ?? Stamp.ModifiedAt;

    public StoredProperties Properties =>
        Row?.Properties
        ?? (Stamp.Kind == FileKind.Folder
            ? new StoredProperties { ContentType = "application/octet-stream", Metadata = FolderMetadata() }
            : new StoredProperties { ContentType = ContentTypes.Of(Address.Name) });

    private static Dictionary<string, string> FolderMetadata()
    {
        var metadata = Metadata.None;
        metadata[FolderMark] = "true";
        return metadata;
    }
}
