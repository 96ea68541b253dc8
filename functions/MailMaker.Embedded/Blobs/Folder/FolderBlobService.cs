using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using MailMaker.Embedded.Storage;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>The Blob service over a data folder: blobs are files, what they have beyond their content is in a catalog beside them.</summary>
internal sealed class FolderBlobService : IBlobService, IAsyncDisposable
{
    private readonly BlobFolders folders;
    private readonly BlobCatalog catalog;
    private readonly BlobLookup lookup;
    private readonly BlobCommitter committer;
    private readonly MonotonicClock times;
    private readonly Uri root;
    private long unfinished;

    public FolderBlobService(EmbeddedHome home)
    {
        Clock = home.Clock;
        folders = new BlobFolders(home.Path);
        times = new MonotonicClock(home.Clock);
        AccountName = "home" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home.Path)), 0, 6);
        // RFC 6761 §6.3: names under localhost never leave the machine.
        root = new Uri($"https://{AccountName}.blob.localhost/");
        if (Directory.Exists(folders.Unfinished))
            Directory.Delete(folders.Unfinished, true); // What a crash left half-written.
        Directory.CreateDirectory(folders.Unfinished);
        catalog = new BlobCatalog(Path.Join(home.Path, "blobs.db"), home.Fronts.BeforeStep("blobs.db"));
        lookup = new BlobLookup(folders, catalog, home.Clock);
        committer = new BlobCommitter(folders, catalog, home.Clock);
    }

    public string AccountName { get; }

    public TimeProvider Clock { get; }

    public Uri UriOf(string container, string? blob) =>
        new(root, blob is null ? container : container + "/" + string.Join('/', blob.Split('/').Select(Uri.EscapeDataString)));

    public Uri SignedUri(BlobAddress blob, BlobSasPermissions permissions, DateTimeOffset expiresAt) =>
        throw new InvalidOperationException("A data folder has no account key to sign with.");

    public async Task<Response<BlobContainerInfo>> CreateContainerAsync(
        string container, PublicAccessType access, IDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        Metadata.Checked(metadata);
        var made = await committer.CommitAsync(new CreateContainerWork(folders.Of(container)), cancellationToken).ConfigureAwait(false);
        var info = new BlobContainerInfo { ETag = made.ETag(0), LastModified = made.ModifiedAt };
        return Response.FromValue(info, new FolderResponse(201, info.ETag, info.LastModified));
    }

    public Task<Response> GetContainerAsync(string container, CancellationToken cancellationToken)
    {
        var stamp = FileStamp.Of(lookup.Container(container).Path);
        return Task.FromResult<Response>(new FolderResponse(200, stamp.ETag(0), stamp.ModifiedAt));
    }

    public async Task<Response> DeleteContainerAsync(string container, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        var grave = UnfinishedPath();
        var work = new DeleteContainerWork(folders.Of(container), grave, conditions, conditions?.LeaseId);
        var response = await committer.CommitAsync(work, cancellationToken).ConfigureAwait(false);
        Directory.Delete(grave, true);
        return response;
    }

    public AsyncPageable<BlobItem> List(
        string container, BlobTraits traits, BlobStates states, string? prefix, CancellationToken cancellationToken) =>
        new FolderListing(folders.Of(container), lookup, traits, prefix ?? "", cancellationToken);

    public async Task<Response<BlobContentInfo>> PutAsync(
        BlobAddress blob, Stream content, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        lookup.Container(blob.Container).PathOf(blob.Name);
        var properties = StoredProperties.Of(blob.Name, options.HttpHeaders, options.Metadata);
        using var file = UnfinishedBlob.Create(UnfinishedPath());
        await file.CopyFromAsync(content, cancellationToken).ConfigureAwait(false);
        var state = await CommitAsync(file, blob, properties, options.Conditions, cancellationToken).ConfigureAwait(false);
        var info = new BlobContentInfo { ETag = state.ETag, LastModified = state.ModifiedAt };
        return Response.FromValue(info, new FolderResponse(201, info.ETag, info.LastModified));
    }

    public async Task<Stream> OpenWriteAsync(BlobAddress blob, BlobOpenWriteOptions options, CancellationToken cancellationToken)
    {
        var conditions = options.OpenConditions;
        var current = lookup.Find(blob);
        Preconditions.Check(current, conditions, LeaseUse.Write);
        HeldLease.Check(current.Exists ? catalog.Lease(blob) : null, conditions?.LeaseId, LeasedKind.Blob, LeaseUse.Write, Clock.GetUtcNow());
        var properties = StoredProperties.Of(blob.Name, options.HttpHeaders, options.Metadata);
        var file = UnfinishedBlob.Create(UnfinishedPath());
        await Task.CompletedTask.ConfigureAwait(false);
        return new FolderWriteStream(file, written => CommitAsync(written, blob, properties, conditions, CancellationToken.None));
    }

    public Task<Response<BlobProperties>> GetPropertiesAsync(BlobAddress blob, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        var state = lookup.Readable(blob, conditions);
        var properties = BlobViews.Properties(state, catalog.Lease(blob), Clock.GetUtcNow());
        return Task.FromResult(Response.FromValue(properties, new FolderResponse(200, state.ETag, state.ModifiedAt)));
    }

    public Task<Response<BlobDownloadStreamingResult>> DownloadAsync(
        BlobAddress blob, HttpRange range, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        var (state, file, path) = lookup.Open(blob, conditions);
        var length = state.Stamp.Length;
        if (range.Offset > 0 && range.Offset >= length)
        {
            file?.Dispose();
            throw BlobErrors.InvalidRange();
        }

        var isRange = range != default && length > 0;
        var count = Math.Min(range.Length ?? long.MaxValue, length - range.Offset);
        var contentRange = isRange ? string.Create(CultureInfo.InvariantCulture, $"bytes {range.Offset}-{range.Offset + count - 1}/{length}") : null;
        var result = new BlobDownloadStreamingResult
        {
            Content = file is null ? Stream.Null : new FolderReadStream(file, path, state.Stamp, range.Offset, count),
            Details = BlobViews.Details(state, catalog.Lease(blob), Clock.GetUtcNow(), count, contentRange),
        };
        return Task.FromResult(Response.FromValue(result, new FolderResponse(isRange ? 206 : 200, state.ETag, state.ModifiedAt)));
    }

    public async Task<Response<BlobInfo>> SetMetadataAsync(
        BlobAddress blob, IDictionary<string, string> metadata, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        var work = new MetadataWork(blob, Metadata.Checked(metadata), conditions, conditions?.LeaseId);
        var state = await committer.CommitAsync(work, cancellationToken).ConfigureAwait(false);
        var info = new BlobInfo { ETag = state.ETag, LastModified = state.ModifiedAt };
        return Response.FromValue(info, new FolderResponse(200, info.ETag, info.LastModified));
    }

    public Task<Response> DeleteAsync(
        BlobAddress blob, DeleteSnapshotsOption snapshots, BlobRequestConditions? conditions, CancellationToken cancellationToken) =>
        committer.CommitAsync(new DeleteWork(blob, conditions, conditions?.LeaseId), cancellationToken);

    public async Task<Response<StartedCopy>> CopyAsync(
        BlobAddress destination, Uri source, BlobCopyFromUriOptions options, CancellationToken cancellationToken)
    {
        lookup.Container(destination.Container).PathOf(destination.Name);
        var from = await OpenSourceAsync(source, options.SourceConditions, cancellationToken).ConfigureAwait(false);
        using var opened = from.Value;
        using var file = UnfinishedBlob.Create(UnfinishedPath());
        await file.CopyFromAsync(opened.Content, cancellationToken).ConfigureAwait(false);
        var details = opened.Details;
        var metadata = options.Metadata is { Count: > 0 } own ? own : details.Metadata;
        var properties = StoredProperties.Of(destination.Name, BlobViews.Headers(details), metadata);
        var state = await CommitAsync(file, destination, properties, options.DestinationConditions, cancellationToken).ConfigureAwait(false);
        var copy = new StartedCopy(Guid.NewGuid().ToString(), CopyStatus.Success);
        return Response.FromValue(copy, new FolderResponse(202, state.ETag, state.ModifiedAt));
    }

    public async Task<Response<BlobLease>> AcquireLeaseAsync(
        BlobAddress target, string leaseId, TimeSpan duration, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        var state = await ChangeLeaseAsync(
            target, conditions, (lease, now) => HeldLease.Acquire(lease, leaseId, duration, now), cancellationToken).ConfigureAwait(false);
        return Lease(state, 201, leaseId, null);
    }

    public async Task<Response<BlobLease>> RenewLeaseAsync(
        BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        var state = await ChangeLeaseAsync(
            target, conditions, (lease, now) => HeldLease.Renew(lease, leaseId, now), cancellationToken).ConfigureAwait(false);
        return Lease(state, 200, leaseId, null);
    }

    public async Task<Response<ReleasedObjectInfo>> ReleaseLeaseAsync(
        BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        var state = await ChangeLeaseAsync(
            target,
            conditions,
            (lease, _) =>
            {
                HeldLease.Release(lease, leaseId);
                return null;
            },
            cancellationToken).ConfigureAwait(false);
        var info = new ReleasedObjectInfo(state.Target.ETag, state.Target.ModifiedAt);
        return Response.FromValue(info, new FolderResponse(200, info.ETag, info.LastModified));
    }

    public async Task<Response<BlobLease>> BreakLeaseAsync(
        BlobAddress target, TimeSpan? breakPeriod, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        var state = await ChangeLeaseAsync(
            target, conditions, (lease, now) => HeldLease.Break(lease, breakPeriod, now), cancellationToken).ConfigureAwait(false);
        return Lease(state, 202, null, (int)Math.Ceiling((state.Lease!.BreaksAt!.Value - state.At).TotalSeconds));
    }

    public async ValueTask DisposeAsync()
    {
        await committer.DisposeAsync().ConfigureAwait(false);
        await catalog.DisposeAsync().ConfigureAwait(false);
    }

    private static Response<BlobLease> Lease(LeasedState state, int status, string? leaseId, int? secondsLeft)
    {
        var lease = new BlobLease { ETag = state.Target.ETag, LastModified = state.Target.ModifiedAt, LeaseId = leaseId, LeaseTime = secondsLeft };
        return Response.FromValue(lease, new FolderResponse(status, lease.ETag, lease.LastModified));
    }

    private Task<LeasedState> ChangeLeaseAsync(
        BlobAddress target, RequestConditions? conditions, Func<HeldLease?, DateTimeOffset, HeldLease?> change, CancellationToken cancellationToken) =>
        committer.CommitAsync(new LeaseWork(target, conditions, change), cancellationToken);

    private async Task<BlobState> CommitAsync(
        UnfinishedBlob file, BlobAddress blob, StoredProperties properties, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        file.Finish(times.Next());
        var work = new PutWork(file, blob, properties, conditions, conditions?.LeaseId);
        var state = await committer.CommitAsync(work, cancellationToken).ConfigureAwait(false);
        file.Named();
        return state;
    }

    private async Task<Response<BlobDownloadStreamingResult>> OpenSourceAsync(
        Uri source, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        var parts = source.AbsolutePath.TrimStart('/').Split('/', 2);
        if (source.Host != root.Host || parts.Length < 2)
            throw BlobErrors.CopySourceNotFound();
        var address = new BlobAddress(parts[0], Uri.UnescapeDataString(parts[1]));
        try
        {
            return await DownloadAsync(address, default, conditions, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status == 304)
        {
            throw BlobErrors.ConditionNotMet();
        }
    }

    private string UnfinishedPath() => Path.Join(
        folders.Unfinished, Interlocked.Increment(ref unfinished).ToString("x", CultureInfo.InvariantCulture));
}
