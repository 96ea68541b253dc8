using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>The files of an import: the one that came, the spools it is split into, and what is told to the uploader.</summary>
public sealed class ImportBlobs(BlobServiceClient blobs)
{
    /// <summary>The container that files are dropped into.</summary>
    public const string Drop = "drop";

    /// <summary>The container of files that came over HTTP.</summary>
    public const string Uploads = "uploads";

    /// <summary>The container of spools.</summary>
    public const string Work = "work";

    /// <summary>The container of reports and rejects.</summary>
    public const string Reports = "reports";

    private const int DeletesAtOnce = 16;

    private readonly BlobContainerClient work = blobs.GetBlobContainerClient(Work);
    private readonly BlobContainerClient reports = blobs.GetBlobContainerClient(Reports);

    /// <summary>The file as it was registered; null when it is gone or another version took its place.</summary>
    public async Task<Stream?> OpenAsync(ImportRecord import, CancellationToken cancellationToken)
    {
        var conditions = new BlobRequestConditions { IfMatch = new ETag(import.Version) };
        try
        {
            return await blobs.GetBlobContainerClient(import.Container).GetBlobClient(import.Blob)
                .OpenReadAsync(new BlobOpenReadOptions(false) { Conditions = conditions, BufferSize = 1024 * 1024 }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    /// <summary>Opens a spool or another intermediate file for writing anew.</summary>
    public Task<Stream> WriteWorkAsync(ImportKey import, string name, CancellationToken cancellationToken) => work.GetBlobClient(Path(import, name))
        .OpenWriteAsync(true, new BlobOpenWriteOptions { BufferSize = BucketSpools.BufferSize }, cancellationToken);

    /// <summary>An intermediate file; null when there is none.</summary>
    public async Task<BinaryData?> ReadWorkAsync(ImportKey import, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await work.GetBlobClient(Path(import, name)).DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>The rows of a bucket in key order.</summary>
    public async Task<BucketRows> ReadSpoolAsync(ImportKey import, int bucket, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = await work.GetBlobClient(Path(import, Spool(bucket))).OpenReadAsync(cancellationToken: cancellationToken);
            return await BucketRows.ReadAsync(file, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return await BucketRows.ReadAsync(null, cancellationToken);
        }
    }

    /// <summary>What reading the file gave; null while it was not read to its end.</summary>
    public async Task<StageReport?> FindStageAsync(ImportKey import, CancellationToken cancellationToken) =>
        await ReadWorkAsync(import, "stage.json", cancellationToken) is { } json ? JsonSerializer.Deserialize<StageReport>(json, DefinitionJson.Options) : null;

    /// <summary>Keeps what reading the file gave.</summary>
    public Task WriteStageAsync(ImportKey import, StageReport stage, CancellationToken cancellationToken) => work.GetBlobClient(Path(import, "stage.json"))
        .UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(stage, DefinitionJson.Options)), overwrite: true, cancellationToken);

    /// <summary>Opens an intermediate file; null when there is none.</summary>
    public async Task<Stream?> OpenWorkAsync(ImportKey import, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await work.GetBlobClient(Path(import, name)).OpenReadAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Adds an intermediate file to another; nothing when there is none.</summary>
    public async Task AppendWorkToAsync(ImportKey import, string name, Stream destination, CancellationToken cancellationToken)
    {
        await using var source = await OpenWorkAsync(import, name, cancellationToken);
        if (source is not null)
            await source.CopyToAsync(destination, cancellationToken);
    }

    /// <summary>Removes all intermediate files.</summary>
    public async Task DeleteWorkAsync(ImportKey import, CancellationToken cancellationToken)
    {
        // At once: each waits for the disk, or for the service's answer.
        await Parallel.ForEachAsync(
            work.GetBlobsAsync(BlobTraits.None, BlobStates.None, Path(import, ""), cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = DeletesAtOnce, CancellationToken = cancellationToken },
            async (blob, cancellation) => await work.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellation));
    }

    /// <summary>Where a report or the rejects of an import lie within <see cref="Reports"/>.</summary>
    public static string ReportPath(ImportRecord import, string ending) =>
        $"{import.Account}/{import.List}/{(import.Mode == ImportMode.Full ? "full" : "incremental")}/{import.Name}.{import.Key.Hash}.{ending}";

    /// <summary>Writes a report.</summary>
    public Task WriteReportAsync(string path, ImportReport report, CancellationToken cancellationToken) => reports.GetBlobClient(path).UploadAsync(
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, ImportReport.Options)),
        new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } }, cancellationToken);

    /// <summary>Opens the rejects file for writing anew.</summary>
    public Task<Stream> WriteRejectsAsync(string path, CancellationToken cancellationToken) => reports.GetBlobClient(path).OpenWriteAsync(
        true, new BlobOpenWriteOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "text/csv; charset=utf-8" } }, cancellationToken);

    /// <summary>The rejects file.</summary>
    public Task<Stream> OpenRejectsAsync(string path, CancellationToken cancellationToken) =>
        reports.GetBlobClient(path).OpenReadAsync(cancellationToken: cancellationToken);

    /// <summary>Removes the file of an upload; nothing when it is gone.</summary>
    public Task DeleteUploadAsync(ImportRecord import, CancellationToken cancellationToken) =>
        blobs.GetBlobContainerClient(Uploads).DeleteBlobIfExistsAsync(import.Blob, cancellationToken: cancellationToken);

    /// <summary>Removes a report; nothing when it is gone.</summary>
    public Task DeleteReportAsync(string path, CancellationToken cancellationToken) => reports.DeleteBlobIfExistsAsync(path, cancellationToken: cancellationToken);

    /// <summary>Name of a bucket's spool.</summary>
    public static string Spool(int bucket) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bucket:D4}");

    /// <summary>Name of the rejects that reading the file gave.</summary>
    public const string StageRejects = "rejects";

    /// <summary>Name of the values that could not be read, of rows that were staged without them.</summary>
    public const string StageWarnings = "warnings";

    /// <summary>Name of the rejects that applying a bucket gave.</summary>
    public static string BucketRejects(int bucket) => $"rejects-{Spool(bucket)}";

    private static string Path(ImportKey import, string name) => $"imports/{import.Id}/{name}";
}
