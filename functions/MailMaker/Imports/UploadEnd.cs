using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>Looks at the end of a dropped file.</summary>
internal static class UploadEnd
{
    /// <summary>Whether the file's upload broke off, as far as its end tells (<see cref="UnfinishedUpload"/>).</summary>
    public static async Task<bool> BrokeOffAsync(BlobClient blob, BlobProperties properties, CancellationToken cancellationToken)
    {
        var length = properties.ContentLength;
        if (!UnfinishedUpload.MayHaveBrokenOff(blob.Name, length))
            return false;
        var last = new byte[UnfinishedUpload.LastOctets];
        await using var end = await blob.OpenReadAsync(new BlobOpenReadOptions(true) { Position = length - last.Length, BufferSize = 4096 }, cancellationToken);
        var read = await end.ReadAtLeastAsync(last, last.Length, throwOnEndOfStream: false, cancellationToken);
        return UnfinishedUpload.EndsWithinLine(last.AsSpan(0, read));
    }
}
