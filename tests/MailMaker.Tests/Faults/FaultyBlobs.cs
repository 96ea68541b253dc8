using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using MailMaker.Embedded.Blobs;

namespace MailMaker.Tests.Faults;

/// <summary>Blobs as Azure's on a bad day.</summary>
internal sealed class FaultyBlobs(IBlobService inner, FaultPlan plan) : IBlobService
{
    public string AccountName => inner.AccountName;

    public TimeProvider Clock => inner.Clock;

    public Uri UriOf(string container, string? blob) => inner.UriOf(container, blob);

    public Uri SignedUri(BlobAddress blob, BlobSasPermissions permissions, DateTimeOffset expiresAt) => inner.SignedUri(blob, permissions, expiresAt);

    public Task<Response<BlobContainerInfo>> CreateContainerAsync(
        string container, PublicAccessType access, IDictionary<string, string>? metadata, CancellationToken cancellationToken) =>
        inner.CreateContainerAsync(container, access, metadata, cancellationToken);

    public Task<Response> GetContainerAsync(string container, CancellationToken cancellationToken) => inner.GetContainerAsync(container, cancellationToken);

    public Task<Response> DeleteContainerAsync(string container, BlobRequestConditions? conditions, CancellationToken cancellationToken) =>
        inner.DeleteContainerAsync(container, conditions, cancellationToken);

    public AsyncPageable<BlobItem> List(string container, BlobTraits traits, BlobStates states, string? prefix, CancellationToken cancellationToken) =>
        new FaultyListing(inner.List(container, traits, states, prefix, cancellationToken), plan);

    public Task<Response<BlobContentInfo>> PutAsync(BlobAddress blob, Stream content, BlobUploadOptions options, CancellationToken cancellationToken) =>
        ConditionalAsync(options.Conditions, () => inner.PutAsync(blob, Again(content), options, cancellationToken));

    public async Task<Stream> OpenWriteAsync(BlobAddress blob, BlobOpenWriteOptions options, CancellationToken cancellationToken)
    {
        Before();
        return await inner.OpenWriteAsync(blob, options, cancellationToken);
    }

    public async Task<Response<BlobProperties>> GetPropertiesAsync(BlobAddress blob, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        Before();
        return await inner.GetPropertiesAsync(blob, conditions, cancellationToken);
    }

    public async Task<Response<BlobDownloadStreamingResult>> DownloadAsync(
        BlobAddress blob, HttpRange range, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        Before();
        return await inner.DownloadAsync(blob, range, conditions, cancellationToken);
    }

    public Task<Response<BlobInfo>> SetMetadataAsync(
        BlobAddress blob, IDictionary<string, string> metadata, BlobRequestConditions? conditions, CancellationToken cancellationToken) =>
        ConditionalAsync(conditions, () => inner.SetMetadataAsync(blob, metadata, conditions, cancellationToken));

    public Task<Response> DeleteAsync(BlobAddress blob, DeleteSnapshotsOption snapshots, BlobRequestConditions? conditions, CancellationToken cancellationToken) =>
        ConditionalAsync(conditions, () => inner.DeleteAsync(blob, snapshots, conditions, cancellationToken));

    public async Task<Response<StartedCopy>> CopyAsync(BlobAddress destination, Uri source, BlobCopyFromUriOptions options, CancellationToken cancellationToken)
    {
        Before();
        return await inner.CopyAsync(destination, source, options, cancellationToken);
    }

    public async Task<Response<BlobLease>> AcquireLeaseAsync(
        BlobAddress target, string leaseId, TimeSpan duration, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        Before();
        return await inner.AcquireLeaseAsync(target, leaseId, duration, conditions, cancellationToken);
    }

    public async Task<Response<BlobLease>> RenewLeaseAsync(BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        Before();
        return await inner.RenewLeaseAsync(target, leaseId, conditions, cancellationToken);
    }

    public async Task<Response<ReleasedObjectInfo>> ReleaseLeaseAsync(BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        Before();
        return await inner.ReleaseLeaseAsync(target, leaseId, conditions, cancellationToken);
    }

    public Task<Response<BlobLease>> BreakLeaseAsync(BlobAddress target, TimeSpan? breakPeriod, RequestConditions? conditions, CancellationToken cancellationToken) =>
        inner.BreakLeaseAsync(target, breakPeriod, conditions, cancellationToken);

    private static Stream Again(Stream content)
    {
        if (content.CanSeek)
            content.Position = 0;
        return content;
    }

    private async Task<T> ConditionalAsync<T>(RequestConditions? conditions, Func<Task<T>> write)
    {
        Before();
        if (conditions?.IfMatch is not null && plan.Strikes(Fault.Condition))
            throw BlobErrors.ConditionNotMet();
        var answer = await write();
        NoAnswer.MayComeAfter(plan);
        return plan.Strikes(Fault.AskedAgain) ? await write() : answer;
    }

    private void Before()
    {
        if (plan.Strikes(Fault.Busy))
            throw BlobErrors.Error(503, "ServerBusy", "The server is busy.");
        NoAnswer.MayComeBefore(plan);
    }
}
