using Azure.Core;
using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Blobs;

namespace Azure.Storage.Blobs;

/// <summary>A container of blobs. Thread-safe.</summary>
public class BlobContainerClient
{
    /// <summary>The container of an account or data folder; makes no request.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>, or that of a storage account.</param>
    /// <param name="blobContainerName">Its name.</param>
    public BlobContainerClient(string connectionString, string blobContainerName)
        : this(connectionString, blobContainerName, null)
    {
    }

    /// <summary>The container of an account or data folder; makes no request.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>, or that of a storage account.</param>
    /// <param name="blobContainerName">Its name.</param>
    /// <param name="options">How requests are made.</param>
    public BlobContainerClient(string connectionString, string blobContainerName, BlobClientOptions? options)
        : this(BlobServices.Open(connectionString, options), blobContainerName)
    {
    }

    /// <summary>The container at <paramref name="blobContainerUri"/>; makes no request.</summary>
    /// <param name="blobContainerUri">Such as <c>https://ACCOUNT.blob.core.windows.net/CONTAINER</c>.</param>
    /// <param name="credential">Who asks.</param>
    /// <param name="options">How requests are made.</param>
    public BlobContainerClient(Uri blobContainerUri, TokenCredential credential, BlobClientOptions? options = null)
    {
        var (serviceUri, name) = BlobServices.Split(blobContainerUri);
        Service = BlobServices.Open(serviceUri, credential, options);
        Name = name;
    }

    internal BlobContainerClient(IBlobService service, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Service = service;
        Name = name;
    }

    /// <summary>For mocking.</summary>
    protected BlobContainerClient()
    {
        Service = null!;
        Name = "";
    }

    /// <summary>Name of the account; of a data folder, one derived from its path.</summary>
    public virtual string AccountName => Service.AccountName;

    /// <summary>Name of the container.</summary>
    public virtual string Name { get; }

    /// <summary>Where it is. That of a data folder names no server; blobs of the same folder can be copied from it.</summary>
    public virtual Uri Uri => Service.UriOf(Name, null);

    internal IBlobService Service { get; }

    /// <summary>The client of a blob; makes no request.</summary>
    /// <param name="blobName">1 to 1,024 characters; slashes make folders.</param>
    public virtual BlobClient GetBlobClient(string blobName) => new(Service, new BlobAddress(Name, blobName));

    /// <summary>Makes the container unless it is there; null when it was.</summary>
    public virtual async Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None,
        IDictionary<string, string>? metadata = null,
        BlobContainerEncryptionScopeOptions? encryptionScopeOptions = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            return await Service.CreateContainerAsync(Name, publicAccessType, metadata, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerAlreadyExists)
        {
            // What the service's own client answers here.
            return null!;
        }
    }

    /// <summary>Whether the container is there.</summary>
    public virtual async Task<Response<bool>> ExistsAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return Response.FromValue(true, await Service.GetContainerAsync(Name, cancellationToken).ConfigureAwait(false));
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return Response.FromValue(false, e.GetRawResponse()!);
        }
    }

    /// <summary>Deletes the container and its blobs; false when it was not there.</summary>
    public virtual async Task<Response<bool>> DeleteIfExistsAsync(BlobRequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        try
        {
            return Response.FromValue(true, await Service.DeleteContainerAsync(Name, conditions, cancellationToken).ConfigureAwait(false));
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return Response.FromValue(false, e.GetRawResponse()!);
        }
    }

    /// <summary>The blobs whose names begin with <paramref name="prefix"/>, in ordinal order of their names, up to 5,000 a page.</summary>
    /// <param name="traits">What is told of each beyond its properties.</param>
    /// <param name="states">Which other blobs are included; the embedded home has none.</param>
    /// <param name="prefix">How names begin; null for all.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public virtual AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits, BlobStates states, string? prefix, CancellationToken cancellationToken) =>
        Service.List(Name, traits, states, prefix, cancellationToken);

    /// <summary>Writes a new blob.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists: it is there.</exception>
    public virtual Task<Response<BlobContentInfo>> UploadBlobAsync(string blobName, Stream content, CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).UploadAsync(content, cancellationToken);

    /// <summary>Writes a new blob.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists: it is there.</exception>
    public virtual Task<Response<BlobContentInfo>> UploadBlobAsync(string blobName, BinaryData content, CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).UploadAsync(content, cancellationToken);

    /// <summary>Deletes a blob; false when it was not there.</summary>
    public virtual Task<Response<bool>> DeleteBlobIfExistsAsync(
        string blobName,
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None,
        BlobRequestConditions? conditions = null,
        CancellationToken cancellationToken = default) =>
        GetBlobClient(blobName).DeleteIfExistsAsync(snapshotsOption, conditions, cancellationToken);
}
