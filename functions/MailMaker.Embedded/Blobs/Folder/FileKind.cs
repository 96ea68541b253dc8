namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>What is at a path.</summary>
internal enum FileKind
{
    Missing,
    File,
    Folder,

    /// <summary>A link, pipe, socket or device: never a blob, since following one could lead out of the container or hang.</summary>
    Other,
}
