using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Imports;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Persons;

/// <summary>
/// Removes files that hold rows about people when they have had their time: what came over HTTP, and what was told about it in CSV. Files in the drop folder are the
/// client's own.
/// </summary>
public sealed class FileExpiry(BlobServiceClient storage, TimeProvider clock)
{
    /// <summary>How long they are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>Every night.</summary>
    [Function("ForgetFiles")]
    public async Task RunAsync([TimerTrigger("0 10 3 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await RemoveAsync(ImportBlobs.Uploads, "", cancellationToken);
        await RemoveAsync(ImportBlobs.Reports, ".csv", cancellationToken);
    }

    private async Task RemoveAsync(string container, string ending, CancellationToken cancellationToken)
    {
        var blobs = storage.GetBlobContainerClient(container);
        var oldest = clock.GetUtcNow() - KeptFor;
        var names = new List<string>();
        await foreach (var blob in blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken))
        {
            // A folder has no length: it stays.
            if (blob.Properties.ContentLength > 0 && blob.Properties.LastModified < oldest && blob.Name.EndsWith(ending, StringComparison.Ordinal))
                names.Add(blob.Name);
        }

        foreach (var name in names)
            await blobs.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);
    }
}
