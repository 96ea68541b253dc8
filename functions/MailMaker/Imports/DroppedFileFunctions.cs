using Azure.Storage.Blobs;
using MailMaker.Core.Consent;
using MailMaker.OptOutFiles;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Imports;

/// <summary>The door of dropped files: registers them, reads nothing of them.</summary>
public sealed class DroppedFileFunctions(ImportRegistry registry, OptOutFileRegistry optOuts)
{
    /// <summary>A file appeared in the drop folder, or a new version of one.</summary>
    [Function("FileDropped")]
    public Task RunAsync(
        [BlobTrigger(ImportBlobs.Drop + "/{path}", Connection = "MailMakerStorage")] BlobClient blob,
        string path,
        [DurableClient] DurableTaskClient orchestrations,
        CancellationToken cancellationToken) =>
        OptOutPath.IsOne(path)
            ? optOuts.RegisterAsync(path, orchestrations, cancellationToken)
            : registry.RegisterDropAsync(path, orchestrations, cancellationToken);
}
