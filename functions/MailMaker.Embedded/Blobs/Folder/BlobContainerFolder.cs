using System.Text;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>The folder of one container, and how names become paths in it.</summary>
/// <param name="Name">Name of the container.</param>
/// <param name="Path">The folder.</param>
/// <param name="IsPlain">
/// Whether names are paths as they are. So it is for the folder into which other programs put files; what cannot be a path is refused there.
/// </param>
internal sealed record BlobContainerFolder(string Name, string Path, bool IsPlain)
{
    private const int MaxFileNameBytes = 255;

    public bool Exists => Directory.Exists(Path);

    /// <summary>Where the blob's file is or would be.</summary>
    /// <exception cref="Azure.RequestFailedException">400 InvalidResourceName.</exception>
    public string PathOf(string blob)
    {
        if (!BlobNaming.IsBlobName(blob) || (IsPlain && !IsPath(blob)))
            throw BlobErrors.InvalidName();
        return System.IO.Path.Join(Path, IsPlain ? blob : BlobNaming.ToPath(blob));
    }

    /// <summary>What is at a blob's path. In a plain folder a link on the way there is nothing: it may lead out of the container.</summary>
    public FileStamp StampOf(string path) => LeadsThroughLink(path) ? FileStamp.Missing : FileStamp.Of(path);

    /// <summary>Whether a link stands on the way to a path in a plain folder; nothing is read or written beyond one.</summary>
    public bool LeadsThroughLink(string path)
    {
        if (!IsPlain)
            return false;
        for (var slash = path.IndexOf('/', Path.Length + 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (FileStamp.Of(path[..slash]).Kind == FileKind.Other)
                return true;
        }

        return false;
    }

    private static bool IsPath(string blob) =>
        !blob.Contains('\0') && (System.IO.Path.DirectorySeparatorChar == '/' || !blob.Contains('\\'))
        && blob.Split('/').All(s => s is not ("" or "." or "..") && Encoding.UTF8.GetByteCount(s) <= MaxFileNameBytes);
}
