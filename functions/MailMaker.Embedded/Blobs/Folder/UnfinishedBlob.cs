using MailMaker.Embedded.Storage;
using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A file that is being written and has no blob's name yet. Disposing it closes it and, if it never got a name, deletes it.</summary>
internal sealed class UnfinishedBlob : IDisposable
{
    private const int CopyBuffer = 128 * 1024;

    // Above this a caller syncs its own file, so that one long sync does not hold up a group of short ones.
    private const long SyncsAlone = 1024 * 1024;

    private byte[]? buffer;
    private bool named;
    private long length;

    private UnfinishedBlob(string path)
    {
        Path = path;
        // Sharing everything saves the two calls that would lock and unlock the file.
        Handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    public string Path { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>Whether the content is on disk already.</summary>
    public bool IsSynced { get; private set; }

    /// <summary>The version the blob will have; once <see cref="Finish"/> was called.</summary>
    public FileStamp Stamp { get; private set; }

    /// <summary>All of the content, if it is short; until disposed.</summary>
    public ReadOnlyMemory<byte>? Small { get; private set; }

    public static UnfinishedBlob Create(string path) => new(path);

    public void Write(ReadOnlySpan<byte> content)
    {
        RandomAccess.Write(Handle, content, length);
        length += content.Length;
    }

    public async Task CopyFromAsync(Stream content, CancellationToken cancellationToken)
    {
        buffer = ArrayPool<byte>.Shared.Rent(CopyBuffer);
        var read = await content.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken).ConfigureAwait(false);
        Write(buffer.AsSpan(0, read));
        if (read < buffer.Length)
        {
            Small = buffer.AsMemory(0, read);
            return;
        }

        while ((read = await content.ReadAtLeastAsync(buffer, buffer.Length, false, cancellationToken).ConfigureAwait(false)) > 0)
            Write(buffer.AsSpan(0, read));
    }

    /// <summary>Ends the writing; the file's time of change becomes <paramref name="modifiedAt"/>.</summary>
    public void Finish(DateTimeOffset modifiedAt)
    {
        File.SetLastWriteTimeUtc(Handle, modifiedAt.UtcDateTime);
        Stamp = FileStamp.Of(Handle, Path);
        if (length < SyncsAlone)
            return;
        Posix.Sync(Handle);
        IsSynced = true;
    }

    /// <summary>Says that the file has a blob's name now.</summary>
    public void Named() => named = true;

    public void Dispose()
    {
        Handle.Dispose();
        if (!named)
            File.Delete(Path);
        if (buffer is not null)
            ArrayPool<byte>.Shared.Return(buffer);
        (buffer, Small) = (null, null);
    }
}
