using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Imports;
using MailMaker.Hosting;
using MailMaker.Lists;
using Microsoft.DurableTask.Client;

namespace MailMaker.Imports;

/// <summary>Registers files and starts their imports. The same version of a file is one import, however often it is registered.</summary>
public sealed class ImportRegistry(IListSource lists, ImportRecords records, ImportBlobs blobs, BlobServiceClient storage, TimeProvider clock)
{
    /// <summary>Registers a dropped file; one that can't be placed gets its report and is done.</summary>
    /// <param name="path">Its path within the container <c>drop</c>.</param>
    /// <param name="orchestrations">Where its import is started.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task RegisterDropAsync(string path, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        if (UnfinishedUpload.IsNamed(path))
            return;
        BlobProperties properties;
        try
        {
            properties = (await storage.GetBlobContainerClient(ImportBlobs.Drop).GetBlobClient(path).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return;
        }

        // An account with SFTP has folders as blobs of no length.
        var isFolder = properties.Metadata.TryGetValue("hdi_isfolder", out var folder) && folder == "true";
        var drop = DropPath.Parse(path, out var complaint);
        if (isFolder && drop is null)
            return;
        if (isFolder)
            complaint = "This is a folder with a file's name.";
        else if (complaint.Length == 0 && await UploadEnd.BrokeOffAsync(storage.GetBlobContainerClient(ImportBlobs.Drop).GetBlobClient(path), properties, cancellationToken))
            complaint = UnfinishedUpload.Complaint;
        var version = properties.ETag.ToString();
        if (drop is null)
            await RefuseUnplacedAsync(path, version, complaint, cancellationToken);
        else
            await RegisterAsync(Record(drop, ImportBlobs.Drop, path, version), complaint, orchestrations, cancellationToken);
    }

    /// <summary>Registers a file that came over HTTP.</summary>
    /// <param name="place">Where it belongs.</param>
    /// <param name="mapping">The saved mapping that was asked for; null: none.</param>
    /// <param name="content">The file.</param>
    /// <param name="options">What the upload asks for.</param>
    /// <param name="orchestrations">Where its import is started.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The record.</returns>
    public async Task<ImportRecord> UploadAsync(
        DropPath place, string? mapping, Stream content, ImportOptions options, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        var path = $"{place.Account}/{place.List}/{place.Name}";
        var uploaded = await storage.GetBlobContainerClient(ImportBlobs.Uploads).GetBlobClient(path).UploadAsync(content, overwrite: false, cancellationToken);
        var record = Record(place, ImportBlobs.Uploads, path, uploaded.Value.ETag.ToString()) with
        {
            Mapping = mapping, DryRun = options.DryRun, ProtectionLifted = options.ProtectionLifted,
        };
        return await RegisterAsync(record, "", orchestrations, cancellationToken);
    }

    /// <summary>Begins a registered import, unless it is under way or over.</summary>
    public async Task BeginAsync(ImportRecord record, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        if (ImportStates.IsImporting(record.State))
            await orchestrations.StartUnlessUnderWayAsync(nameof(ImportFile), record.Key, record.Key.InstanceId, cancellationToken);
    }

    private async Task<ImportRecord> RegisterAsync(ImportRecord record, string complaint, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        if (complaint.Length == 0 && await lists.ListAsync(record.Account, record.List, cancellationToken) is null)
            complaint = $"There is no list {record.List} in an account {record.Account}.";
        if (complaint.Length > 0)
            return await RefuseAsync(record, complaint, cancellationToken);
        record = await records.AddAsync(record, cancellationToken);
        await BeginAsync(record, orchestrations, cancellationToken);
        return record;
    }

    private async Task<ImportRecord> RefuseAsync(ImportRecord record, string complaint, CancellationToken cancellationToken)
    {
        var path = ImportBlobs.ReportPath(record, "report.json");
        record = record with
        {
            State = ImportState.Refused, Reason = complaint, CompletedAt = clock.GetUtcNow(), ReportFile = $"{ImportBlobs.Reports}/{path}",
        };
        await blobs.WriteReportAsync(path, Refusal(record.Id, record.Container, record.Blob, complaint), cancellationToken);
        return await records.AddAsync(record, cancellationToken);
    }

    private Task RefuseUnplacedAsync(string path, string version, string complaint, CancellationToken cancellationToken) => blobs.WriteReportAsync(
        $"{DropPath.UnplacedReport(path)}.{ImportKey.HashOf(ImportBlobs.Drop, path, version)}.report.json", Refusal(null, ImportBlobs.Drop, path, complaint),
        cancellationToken);

    private ImportReport Refusal(string? import, string container, string path, string complaint) => new()
    {
        Import = import, File = $"{container}/{path}", State = ImportState.Refused, Reason = complaint, RegisteredAt = clock.GetUtcNow(), CompletedAt = clock.GetUtcNow(),
    };

    private ImportRecord Record(DropPath place, string container, string path, string version) => new()
    {
        Account = place.Account, List = place.List, Id = ImportKey.Of(place.Account, place.List, container, path, version).Id,
        Mode = place.Mode, Name = place.Name, Container = container, Blob = path, Version = version, RegisteredAt = clock.GetUtcNow(),
    };
}
