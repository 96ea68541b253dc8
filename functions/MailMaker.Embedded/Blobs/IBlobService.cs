using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace MailMaker.Embedded.Blobs;

/// <summary>What the public clients stand on: a data folder, or the service behind its REST protocol. Thread-safe.</summary>
internal interface IBlobService
{
    string AccountName { get; }

    TimeProvider Clock { get; }

    Uri UriOf(string container, string? blob);

    Uri SignedUri(BlobAddress blob, BlobSasPermissions permissions, DateTimeOffset expiresAt);

    Task<Response<BlobContainerInfo>> CreateContainerAsync(
        string container, PublicAccessType access, IDictionary<string, string>? metadata, CancellationToken cancellationToken);

    Task<Response> GetContainerAsync(string container, CancellationToken cancellationToken);

    Task<Response> DeleteContainerAsync(string container, BlobRequestConditions? conditions, CancellationToken cancellationToken);

    AsyncPageable<BlobItem> List(string container, BlobTraits traits, BlobStates states, string? prefix, CancellationToken cancellationToken);

    Task<Response<BlobContentInfo>> PutAsync(BlobAddress blob, Stream content, BlobUploadOptions options, CancellationToken cancellationToken);

    Task<Stream> OpenWriteAsync(BlobAddress blob, BlobOpenWriteOptions options, CancellationToken cancellationToken);

    Task<Response<BlobProperties>> GetPropertiesAsync(BlobAddress blob, BlobRequestConditions? conditions, CancellationToken cancellationToken);

    Task<Response<BlobDownloadStreamingResult>> DownloadAsync(
        BlobAddress blob, HttpRange range, BlobRequestConditions? conditions, CancellationToken cancellationToken);

    Task<Response<BlobInfo>> SetMetadataAsync(
        BlobAddress blob, IDictionary<string, string> metadata, BlobRequestConditions? conditions, CancellationToken cancellationToken);

    Task<Response> DeleteAsync(
        BlobAddress blob, DeleteSnapshotsOption snapshots, BlobRequestConditions? conditions, CancellationToken cancellationToken);

    Task<Response<StartedCopy>> CopyAsync(
        BlobAddress destination, Uri source, BlobCopyFromUriOptions options, CancellationToken cancellationToken);

    Task<Response<BlobLease>> AcquireLeaseAsync(
        BlobAddress target, string leaseId, TimeSpan duration, RequestConditions? conditions, CancellationToken cancellationToken);

    Task<Response<BlobLease>> RenewLeaseAsync(
        BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken);

    Task<Response<ReleasedObjectInfo>> ReleaseLeaseAsync(
        BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken);

    Task<Response<BlobLease>> BreakLeaseAsync(
        BlobAddress target, TimeSpan? breakPeriod, RequestConditions? conditions, CancellationToken cancellationToken);
}
