using System.IO.Enumeration;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>Walks a container in the ordinal order of its blobs' names, a folder at a time: memory holds the names on the way down, no more.</summary>
/// <param name="container">The container.</param>
/// <param name="prefix">How names begin.</param>
/// <param name="after">The walk begins after this name; empty for the beginning.</param>
internal sealed class FolderWalk(BlobContainerFolder container, string prefix, string after)
{
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    public IEnumerable<(string Name, string Path)> Blobs() => Below(container.Path, "");

    private IEnumerable<(string Name, string Path)> Below(string folder, string start)
    {
        foreach (var (key, entry, isSubtree) in Entries(folder, start))
        {
            var path = Path.Join(folder, entry);
            if (!isSubtree)
                yield return (start + key, path);
            else
                foreach (var blob in Below(path, start + key))
                    yield return blob;
        }
    }

    // A folder is sorted with its slash, so that what is in it comes where the full names put it: after "a-b" if that sorts before "a/".
    private List<(string Key, string Entry, bool IsSubtree)> Entries(string folder, string start)
    {
        var entries = new List<(string Key, string Entry, bool IsSubtree)>();
        foreach (var (entry, isFolder) in Read(folder))
        {
            var key = container.IsPlain ? (isFolder ? entry + "/" : entry) : BlobNaming.FromEntry(entry, isFolder);
            if (key is null)
                continue;
            if (isFolder && MayHold(start + key))
                entries.Add((key, entry, true));
            if (isFolder && !container.IsPlain)
                continue;
            var name = isFolder ? key[..^1] : key;
            if (IsWanted(start + name))
                entries.Add((name, entry, false));
        }

        entries.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        return entries;
    }

    private bool IsWanted(string name) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(name, after) > 0;

    private bool MayHold(string start) =>
        (start.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(start, StringComparison.Ordinal))
        && (string.CompareOrdinal(start, after) > 0 || after.StartsWith(start, StringComparison.Ordinal));

    private static List<(string Entry, bool IsFolder)> Read(string folder)
    {
        // IsDirectory follows links: a folder is entered only if it is one itself. Entries that are links are left out when they are looked at.
        if (FileStamp.Of(folder).Kind != FileKind.Folder)
            return [];
        try
        {
            return [.. new FileSystemEnumerable<(string, bool)>(folder, (ref FileSystemEntry e) => (e.FileName.ToString(), e.IsDirectory), Everything)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }
}
