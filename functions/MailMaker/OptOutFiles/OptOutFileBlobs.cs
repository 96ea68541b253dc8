using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Imports;
using MailMaker.Imports;

namespace MailMaker.OptOutFiles;

/// <summary>The blobs of an opt-out file: itself, the rejected rows of each part, and what is told to the uploader.</summary>
public sealed class OptOutFileBlobs(BlobServiceClient blobs)
{
    private readonly BlobContainerClient drop = blobs.GetBlobContainerClient(ImportBlobs.Drop);
    private readonly BlobContainerClient work = blobs.GetBlobContainerClient(ImportBlobs.Work);
    private readonly BlobContainerClient reports = blobs.GetBlobContainerClient(ImportBlobs.Reports);

    /// <summary>A dropped file's version and length; null when it is gone, or is a folder.</summary>
    public async Task<BlobProperties?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await drop.GetBlobClient(path).GetPropertiesAsync(cancellationToken: cancellationToken);
            return properties.Metadata.TryGetValue("hdi_isfolder", out var folder) && folder == "true" ? null : properties;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Whether a file's upload broke off.</summary>
    public Task<bool> BrokeOffAsync(string path, BlobProperties properties, CancellationToken cancellationToken) =>
        UploadEnd.BrokeOffAsync(drop.GetBlobClient(path), properties, cancellationToken);

    /// <summary>The file as it was registered; null when it is gone or another version took its place.</summary>
    public async Task<Stream?> OpenAsync(OptOutFile file, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { IfMatch = new ETag(file.Version) };
        try
        {
            return await drop.GetBlobClient(file.Blob)
                .OpenReadAsync(new BlobOpenReadOptions(false) { Conditions = conditions, BufferSize = 1024 * 1024 }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Whether the file has been reported.</summary>
    public async Task<bool> IsReportedAsync(OptOutFile file, CancellationToken cancellationToken) =>
        (await reports.GetBlobClient(file.ReportPath).ExistsAsync(cancellationToken)).Value;

    /// <summary>Opens the rejected rows of a part for writing anew.</summary>
    public Task<Stream> WriteRejectsAsync(OptOutFile file, long part, CancellationToken cancellationToken) =>
        work.GetBlobClient(RejectsOf(file, part)).OpenWriteAsync(true, new BlobOpenWriteOptions(), cancellationToken);

    /// <summary>Writes the rejected rows of all parts into one file for the uploader.</summary>
    public async Task JoinRejectsAsync(OptOutFile file, int parts, CancellationToken cancellationToken)
    {
        var options = new BlobOpenWriteOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv; charset=utf-8" } };
        await using var joined = await reports.GetBlobClient(file.RejectsPath).OpenWriteAsync(true, options, cancellationToken);
        // Spreadsheets take UTF-8 for what it is only with a byte order mark.
        await joined.WriteAsync(Encoding.UTF8.GetBytes("\uFEFF" + RejectedRow.FileHeader), cancellationToken);
        for (var part = 0; part < parts; part++)
            await AppendAsync(RejectsOf(file, part), joined, cancellationToken);
    }

    /// <summary>Writes the report, and removes what was kept meanwhile.</summary>
    public async Task ReportAsync(OptOutFile file, OptOutReport report, CancellationToken cancellationToken)
    {
        await reports.GetBlobClient(file.ReportPath).UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, ImportReport.Options)),
            new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } }, cancellationToken);
        await foreach (var blob in work.GetBlobsAsync(BlobTraits.None, BlobStates.None, Folder(file), cancellationToken))
            await work.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
    }

    private async Task AppendAsync(string name, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            await using var part = await work.GetBlobClient(name).OpenReadAsync(cancellationToken: cancellationToken);
            await part.CopyToAsync(target, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Nothing of this part was rejected.
        }
    }

    private static string Folder(OptOutFile file) => $"optouts/{file.Id}/";

    private static string RejectsOf(OptOutFile file, long part) => Folder(file) + part.ToString("D6", CultureInfo.InvariantCulture);
}
