using Azure.Core;
using MailMaker.Embedded.Blobs;

namespace Azure.Storage.Blobs;

/// <summary>The blobs of one storage account, or of one data folder. Thread-safe; make one and keep it.</summary>
public class BlobServiceClient
{
    private readonly IBlobService service;

    /// <summary>The account or data folder that <paramref name="connectionString"/> names.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>, or that of a storage account.</param>
    public BlobServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>The account or data folder that <paramref name="connectionString"/> names.</summary>
    /// <param name="connectionString"><c>DataFolder=PATH</c>, or that of a storage account.</param>
    /// <param name="options">How requests are made.</param>
    public BlobServiceClient(string connectionString, BlobClientOptions? options) => service = BlobServices.Open(connectionString, options);

    /// <summary>The account at <paramref name="serviceUri"/>.</summary>
    /// <param name="serviceUri">Such as <c>https://ACCOUNT.blob.core.windows.net</c>.</param>
    /// <param name="credential">Who asks.</param>
    /// <param name="options">How requests are made.</param>
    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions? options = null) =>
        service = BlobServices.Open(serviceUri, credential, options);

    /// <summary>For mocking.</summary>
    protected BlobServiceClient() => service = null!;

    /// <summary>The client of a container; makes no request.</summary>
    /// <param name="blobContainerName">3 to 63 lower-case letters, digits and single hyphens.</param>
    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName) => new(service, blobContainerName);
}
