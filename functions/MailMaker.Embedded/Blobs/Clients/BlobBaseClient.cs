using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using MailMaker.Embedded.Blobs;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>A blob, to read and to look after. Thread-safe.</summary>
public class BlobBaseClient
{
    internal BlobBaseClient(IBlobService service, BlobAddress address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address.Name);
        Service = service;
        Address = address;
    }

    /// <summary>For mocking.</summary>
    protected BlobBaseClient() => Service = null!;

    /// <summary>Name of the blob in its container.</summary>
    public virtual string Name => Address.Name;

    /// <summary>Name of the container.</summary>
    public virtual string BlobContainerName => Address.Container;

    /// <summary>Where it is. That of a data folder names no server; blobs of the same folder can be copied from it.</summary>
    public virtual Uri Uri => Service.UriOf(Address.Container, Address.Name);

    internal IBlobService Service { get; }

    internal BlobAddress Address { get; }

    /// <summary>Whether the blob is there.</summary>
    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var found = await Service.GetPropertiesAsync(Address, null, cancellationToken).ConfigureAwait(false);
            return Response.FromValue(true, found.GetRawResponse());
        }
        catch (RequestFailedException e) when (IsAbsent(e))
        {
            return Response.FromValue(false, e.GetRawResponse()!);
        }
    }

    /// <summary>Reads the whole blob into memory.</summary>
    public virtual Task<Response<BlobDownloadResult>> DownloadContentAsync() => DownloadContentAsync(CancellationToken.None);

    /// <summary>Reads the whole blob into memory.</summary>
    public virtual async Task<Response<BlobDownloadResult>> DownloadContentAsync(CancellationToken cancellationToken)
    {
        var download = await Service.DownloadAsync(Address, default, null, cancellationToken).ConfigureAwait(false);
        using var result = download.Value;
        var content = await BinaryData.FromStreamAsync(result.Content, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new BlobDownloadResult { Content = content, Details = result.Details }, download.GetRawResponse());
    }

    /// <summary>Begins to read the blob, or a range of it, in one request.</summary>
    /// <exception cref="RequestFailedException">304 or 412 ConditionNotMet; 416 InvalidRange: the range begins after the end.</exception>
    public virtual Task<Response<BlobDownloadStreamingResult>> DownloadStreamingAsync(
        BlobDownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        Service.DownloadAsync(Address, options?.Range ?? default, options?.Conditions, cancellationToken);

    /// <summary>Writes the content to <paramref name="destination"/>.</summary>
    public virtual Task<Response> DownloadToAsync(Stream destination) => DownloadToAsync(destination, CancellationToken.None);

    /// <summary>Writes the content to <paramref name="destination"/>, of one version of the blob.</summary>
    /// <exception cref="RequestFailedException">412 ConditionNotMet: the blob changed on the way.</exception>
    public virtual async Task<Response> DownloadToAsync(Stream destination, CancellationToken cancellationToken)
    {
        var source = await BlobReadStream.OpenAsync(Service, Address, new BlobOpenReadOptions(false), cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            await source.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
            return source.FirstResponse;
        }
    }

    /// <summary>Opens the blob for reading; the stream can seek and fetches a buffer at a time.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound. Reading fails with 412 ConditionNotMet once the blob has changed.</exception>
    public virtual async Task<Stream> OpenReadAsync(BlobOpenReadOptions options, CancellationToken cancellationToken = default) =>
        await BlobReadStream.OpenAsync(Service, Address, options, cancellationToken).ConfigureAwait(false);

    /// <summary>Opens the blob for reading; the stream can seek and fetches a buffer at a time.</summary>
    /// <exception cref="RequestFailedException">404 BlobNotFound. Reading fails with 412 ConditionNotMet once the blob has changed.</exception>
    public virtual Task<Stream> OpenReadAsync(
        long position = 0, int? bufferSize = null, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        OpenReadAsync(
            new BlobOpenReadOptions(false) { Position = position, BufferSize = bufferSize, Conditions = conditions }, cancellationToken);

    /// <summary>Properties and metadata of the blob.</summary>
    public virtual Task<Response<BlobProperties>> GetPropertiesAsync(
        BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        Service.GetPropertiesAsync(Address, conditions, cancellationToken);

    /// <summary>Replaces the metadata of the blob; its ETag changes.</summary>
    /// <param name="metadata">Names are C# identifiers, 8 KiB in all.</param>
    /// <param name="conditions">What must hold of the blob.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task<Response<BlobInfo>> SetMetadataAsync(
        IDictionary<string, string> metadata, BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        Service.SetMetadataAsync(Address, metadata, conditions, cancellationToken);

    /// <summary>Deletes the blob; false when it was not there.</summary>
    public virtual async Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return Response.FromValue(
                true, await Service.DeleteAsync(Address, snapshotsOption, conditions, cancellationToken).ConfigureAwait(false));
        }
        catch (RequestFailedException e) when (IsAbsent(e))
        {
            return Response.FromValue(false, e.GetRawResponse()!);
        }
    }

    /// <summary>Starts to copy another blob here; within a data folder the copy is done when this returns.</summary>
    /// <param name="source">Where the other blob is; of this account, or signed.</param>
    /// <param name="options">How to copy.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual async Task<CopyFromUriOperation> StartCopyFromUriAsync(
        Uri source, BlobCopyFromUriOptions options, CancellationToken cancellationToken = default)
    {
        var started = await Service.CopyAsync(Address, source, options, cancellationToken).ConfigureAwait(false);
        return new CopyFromUriOperation(started.Value.Id, this, started.Value.Status, started.GetRawResponse());
    }

    /// <summary>The blob's URL, signed so that its holder may do what <paramref name="permissions"/> say until <paramref name="expiresOn"/>.</summary>
    /// <exception cref="InvalidOperationException">The client has no account key to sign with, as that of a data folder.</exception>
    public virtual Uri GenerateSasUri(BlobSasPermissions permissions, DateTimeOffset expiresOn) =>
        Service.SignedUri(Address, permissions, expiresOn);

    private static bool IsAbsent(RequestFailedException e) =>
        e.ErrorCode == BlobErrorCode.BlobNotFound || e.ErrorCode == BlobErrorCode.ContainerNotFound;
}
