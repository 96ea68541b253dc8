using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Imports;

/// <summary>The files of dry runs: what each bucket gave, and the difference that they sum to.</summary>
public sealed class DifferenceFiles(ImportBlobs blobs, BlobServiceClient storage)
{
    private readonly BlobContainerClient reports = storage.GetBlobContainerClient(ImportBlobs.Reports);

    /// <summary>Keeps what a bucket gave.</summary>
    public async Task WriteAsync(ImportKey import, int bucket, BucketDifference found, CancellationToken cancellationToken)
    {
        await using var file = await blobs.WriteWorkAsync(import, Name(bucket), cancellationToken);
        await JsonSerializer.SerializeAsync(file, found, DefinitionJson.Options, cancellationToken);
    }

    /// <summary>What all buckets gave together, one after the other: a difference is small, sixty-four of them are not.</summary>
    public async Task<BucketDifference> SumAsync(ImportKey import, int buckets, CancellationToken cancellationToken)
    {
        var sum = new DifferenceCollector();
        for (var bucket = 0; bucket < buckets; bucket++)
        {
            if (await blobs.ReadWorkAsync(import, Name(bucket), cancellationToken) is { } json)
                sum.Add(JsonSerializer.Deserialize<BucketDifference>(json, DefinitionJson.Options)!);
        }

        return sum.Difference;
    }

    /// <summary>Writes the difference of an import that is about to end.</summary>
    public async Task WriteAsync(ImportRecord import, ContactList list, BucketDifference found, ImportCounts counts, CancellationToken cancellationToken)
    {
        var difference = new ImportDifference
        {
            Import = import.Id, List = import.List, Mode = import.Mode, ComparedAt = import.CompletedAt!.Value, Counts = counts,
            NeedsApproval = RemovalGuard.MustAsk(found.Contacts, found.Counts.Removed, list.RemovalGuard),
            Added = found.Added, Changed = found.Changed, Removed = found.Removed, Protected = found.Protected,
            Rejected = await RejectedAsync(import.Key, list.Buckets, cancellationToken),
        };
        var options = new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };
        await reports.GetBlobClient(Path(import))
            .UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(difference, DefinitionJson.Options)), options, cancellationToken);
    }

    /// <summary>The difference of a dry run; null when it is gone.</summary>
    public async Task<ImportDifference?> FindAsync(ImportRecord import, CancellationToken cancellationToken)
    {
        try
        {
            var file = await reports.GetBlobClient(Path(import)).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize<ImportDifference>(file.Value.Content, DefinitionJson.Options);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Where the difference of an import lies within <see cref="ImportBlobs.Reports"/>.</summary>
    public static string Path(ImportRecord import) => ImportBlobs.ReportPath(import, "difference.json");

    private async Task<IReadOnlyList<RejectedRow>> RejectedAsync(ImportKey import, int buckets, CancellationToken cancellationToken)
    {
        var first = new FirstRows<RejectedRow>(DifferenceCollector.MostRows);
        foreach (var name in Enumerable.Range(0, buckets).Select(ImportBlobs.BucketRejects).Prepend(ImportBlobs.StageRejects))
        {
            await using var file = await blobs.OpenWorkAsync(import, name, cancellationToken);
            if (file is null)
                continue;
            await foreach (var row in RejectedRow.ReadAsync(file, cancellationToken))
                first.Add(row.Line, row);
        }

        return first.Rows;
    }

    private static string Name(int bucket) => $"difference-{ImportBlobs.Spool(bucket)}";
}
