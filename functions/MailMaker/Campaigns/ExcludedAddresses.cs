using System.Collections.Concurrent;
using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Core.Campaigns;
using MailMaker.Imports;

namespace MailMaker.Campaigns;

/// <summary>
/// The addresses that a launch of a campaign excludes: read once, kept as a file until the audience is fixed, so that every bucket, host and run after a crash sees the same.
/// </summary>
public sealed class ExcludedAddresses(AddressReader addresses, BlobServiceClient blobs) : IDisposable
{
    // At most 80 MB each.
    private const int MostKept = 2;

    private readonly BlobContainerClient work = blobs.GetBlobContainerClient(ImportBlobs.Work);
    private readonly ConcurrentDictionary<string, AddressSet> kept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim making = new(1);

    /// <summary>The set of a campaign's launch.</summary>
    public async Task<AddressSet> OfAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.ExcludedLists.Count == 0)
            return AddressSet.Empty;
        var path = Path(campaign) + string.Create(CultureInfo.InvariantCulture, $"{campaign.LaunchedAt?.UtcTicks ?? 0}.excluded");
        // One at a time in a process: the buckets that are planned together all ask at once.
        await making.WaitAsync(cancellationToken);
        try
        {
            if (kept.TryGetValue(path, out var known))
                return known;
            var set = await FindAsync(path, cancellationToken) ?? await MakeAsync(campaign, path, cancellationToken);
            if (kept.Count >= MostKept)
                kept.Clear();
            kept[path] = set;
            return set;
        }
        finally
        {
            making.Release();
        }
    }

    /// <summary>Removes what was kept of a campaign: its audience is fixed.</summary>
    public async Task ForgetAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        if (campaign.ExcludedLists.Count == 0)
            return;
        await foreach (var blob in work.GetBlobsAsync(BlobTraits.None, BlobStates.None, Path(campaign), cancellationToken))
        {
            await work.DeleteBlobIfExistsAsync(blob.Name, cancellationToken: cancellationToken);
            kept.TryRemove(blob.Name, out _);
        }
    }

    /// <summary>Lets go of what orders the makers.</summary>
    public void Dispose() => making.Dispose();

    private async Task<AddressSet> MakeAsync(Campaign campaign, string path, CancellationToken cancellationToken)
    {
        var set = await addresses.ReadAsync(campaign.Account, campaign.ExcludedLists, ContactAddress.KindsOf(campaign.Channel), cancellationToken);
        try
        {
            var onlyOnce = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
            await work.GetBlobClient(path).UploadAsync(BinaryData.FromBytes(set.ToBytes()), onlyOnce, cancellationToken);
            return set;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.Status == 412)
        {
            // Another host was faster: its set holds.
            return await FindAsync(path, cancellationToken) ?? set;
        }
    }

    private async Task<AddressSet?> FindAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return AddressSet.FromBytes((await work.GetBlobClient(path).DownloadContentAsync(cancellationToken)).Value.Content.ToMemory().Span);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static string Path(Campaign campaign) => $"campaigns/{campaign.Account}/{campaign.Name}/";
}
