using System.Globalization;
using System.Text.Json;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>
/// Records of blobs that failed as often as they may: one file each in <c>host/poison</c> of the data folder, in the form of the messages that
/// Azure puts into the queue <c>webjobs-blobtrigger-poison</c>. Such a version is not tried again; writing the blob anew makes a new version.
/// </summary>
internal sealed class PoisonBlobs(EmbeddedHome home)
{
    private static readonly JsonSerializerOptions Form = new() { WriteIndented = true };

    private readonly string folder = Path.Combine(home.Path, "host", "poison");

    /// <summary>Writes a record and returns its path. The file is whole or not there.</summary>
    public string Write(string functionId, string function, string container, string blob, string etag)
    {
        Directory.CreateDirectory(folder);
        var now = home.Clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        var path = Path.Combine(folder, $"{now}-{function}-{Guid.NewGuid():N}.json");
        var record = new { Type = "BlobTrigger", FunctionId = functionId, BlobType = "BlockBlob", ContainerName = container, BlobName = blob, ETag = etag };
        using (var stream = new FileStream(path + ".new", FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, record, Form);
            stream.Flush();
            Posix.Sync(stream.SafeFileHandle);
        }

        File.Move(path + ".new", path);
        Posix.SyncFolder(Path.GetDirectoryName(path)!);
        return path;
    }
}
