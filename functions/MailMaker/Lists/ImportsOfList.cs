using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Imports;
using MailMaker.Imports;
using Microsoft.DurableTask.Client;

namespace MailMaker.Lists;

/// <summary>The imports of a list that is being deleted, and all their files.</summary>
public sealed class ImportsOfList(ImportRecords records, ImportBlobs blobs, BlobServiceClient storage, TimeProvider clock)
{
    // Folders {account}/{list}/ in these hold what the list's files said about people.
    private static readonly string[] Containers = [ImportBlobs.Drop, ImportBlobs.Uploads, ImportBlobs.Reports];

    /// <summary>Cancels the imports that have not begun or wait for a person.</summary>
    /// <returns>Whether all imports of the list are over.</returns>
    public async Task<bool> EndAsync(string account, string list, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var open = (await records.ListAsync(account, list, cancellationToken)).Where(i => i.IsOpen).ToList();
        var isOver = true;
        foreach (var import in open)
        {
            var now = clock.GetUtcNow();
            var next = await records.ChangeAsync(
                import.Key,
                r => r.State is ImportState.Registered or ImportState.Waiting
                    ? r with { State = ImportState.Cancelled, Reason = "The list is being deleted.", CompletedAt = now } : null,
                cancellationToken);
            isOver &= next is not { IsOpen: true };
            if (next?.State == ImportState.AwaitingApproval)
                await orchestrations.RaiseEventAsync(import.Key.InstanceId, ImportFile.Decision, ImportFile.Cancel, cancellationToken);
        }

        return isOver;
    }

    /// <summary>Removes records, dropped and uploaded files, work files, reports and rejects.</summary>
    public async Task RemoveAsync(string account, string list, CancellationToken cancellationToken)
    {
        // Files before records: the records say where the work files are, in a run after a crash too.
        foreach (var import in await records.ListAsync(account, list, cancellationToken))
            await blobs.DeleteWorkAsync(import.Key, cancellationToken);
        foreach (var container in Containers)
            await EmptyAsync(storage.GetBlobContainerClient(container), $"{account}/{list}/", cancellationToken);
        await records.RemoveAsync(account, list, cancellationToken);
    }

    private static async Task EmptyAsync(BlobContainerClient container, string prefix, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
            names.Add(blob.Name);
        // Where folders are things of their own (SFTP), they are listed too, and only an empty one can be deleted: the deepest first.
        foreach (var name in names.OrderByDescending(n => n, StringComparer.Ordinal))
            await container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);
    }
}
