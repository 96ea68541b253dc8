using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using MailMaker.Embedded.Blobs;

namespace Azure.Storage.Blobs;

/// <summary>A blob, to read and to write. A write is seen whole or not at all, and is on disk when it returns. Thread-safe.</summary>
public class BlobClient : BlobBaseClient
{
    /// <summary>A blob of an account or data folder; makes no request.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>, or that of a storage account.</param>
    /// <param name="blobContainerName">Name of the container.</param>
    /// <param name="blobName">Name of the blob.</param>
    public BlobClient(string connectionString, string blobContainerName, string blobName)
        : this(connectionString, blobContainerName, blobName, null)
    {
    }

    /// <summary>A blob of an account or data folder; makes no request.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>, or that of a storage account.</param>
    /// <param name="blobContainerName">Name of the container.</param>
    /// <param name="blobName">Name of the blob.</param>
    /// <param name="options">How requests are made.</param>
    public BlobClient(string connectionString, string blobContainerName, string blobName, BlobClientOptions? options)
        : this(BlobServices.Open(connectionString, options), new BlobAddress(blobContainerName, blobName))
    {
    }

    /// <summary>For mocking.</summary>
    protected BlobClient()
    {
    }

    internal BlobClient(IBlobService service, BlobAddress address)
        : base(service, address)
    {
    }

    /// <summary>Writes a new blob.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists: it is there.</exception>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(Stream content) => UploadAsync(content, CancellationToken.None);

    /// <summary>Writes a new blob.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists: it is there.</exception>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(BinaryData content) => UploadAsync(content, CancellationToken.None);

    /// <summary>Writes a new blob.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists: it is there.</exception>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(Stream content, CancellationToken cancellationToken) =>
        UploadAsync(content, false, cancellationToken);

    /// <summary>Writes a new blob.</summary>
    /// <exception cref="RequestFailedException">409 BlobAlreadyExists: it is there.</exception>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(BinaryData content, CancellationToken cancellationToken) =>
        UploadAsync(content, false, cancellationToken);

    /// <summary>Writes the blob, from the stream's position to its end.</summary>
    /// <param name="content">The content.</param>
    /// <param name="overwrite">Whether a blob that is there is replaced; else that is 409 BlobAlreadyExists.</param>
    /// <param name="cancellationToken">Gives up; the blob may have been written.</param>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        Stream content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, Overwriting(overwrite), cancellationToken);

    /// <summary>Writes the blob.</summary>
    /// <param name="content">The content.</param>
    /// <param name="overwrite">Whether a blob that is there is replaced; else that is 409 BlobAlreadyExists.</param>
    /// <param name="cancellationToken">Gives up; the blob may have been written.</param>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        BinaryData content, bool overwrite = false, CancellationToken cancellationToken = default) =>
        UploadAsync(content, Overwriting(overwrite), cancellationToken);

    /// <summary>Writes the blob, from the stream's position to its end. Replaces one that is there unless the conditions say otherwise.</summary>
    public virtual Task<Response<BlobContentInfo>> UploadAsync(
        Stream content, BlobUploadOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Service.PutAsync(Address, content, options ?? new BlobUploadOptions(), cancellationToken);
    }

    /// <summary>Writes the blob. Replaces one that is there unless the conditions say otherwise.</summary>
    public virtual async Task<Response<BlobContentInfo>> UploadAsync(
        BinaryData content, BlobUploadOptions? options, CancellationToken cancellationToken = default)
    {
        using var stream = content.ToStream();
        return await UploadAsync(stream, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens the blob for writing. It appears, or changes, when the stream is disposed, and not before.</summary>
    /// <param name="overwrite">Must be true, as in the service's own client.</param>
    /// <param name="options">How to write.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public virtual Task<Stream> OpenWriteAsync(
        bool overwrite, BlobOpenWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!overwrite)
            throw new ArgumentException("A blob can be opened for overwriting only.", nameof(overwrite));
        return Service.OpenWriteAsync(Address, options ?? new BlobOpenWriteOptions(), cancellationToken);
    }

    private static BlobUploadOptions Overwriting(bool overwrite) =>
        overwrite ? new BlobUploadOptions() : new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
}
