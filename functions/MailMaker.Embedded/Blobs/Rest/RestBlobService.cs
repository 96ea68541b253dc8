using Azure.Core;
using Azure.Storage.Blobs;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>The Blob service behind its REST protocol.</summary>
internal static class RestBlobService
{
    public static IBlobService Open(string connectionString, BlobClientOptions options) => throw new NotSupportedException();

    public static IBlobService Open(Uri serviceUri, TokenCredential credential, BlobClientOptions options) => throw new NotSupportedException();
}
