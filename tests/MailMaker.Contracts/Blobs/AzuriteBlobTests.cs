using Azure.Storage.Blobs;
using MailMaker.Contracts.Support;

namespace MailMaker.Contracts.Blobs;

/// <summary>The contract, held against Azurite through the REST mode of the same clients.</summary>
public static class AzuriteBlobTests
{
    [Collection(AzuriteCollection.Name)]
    public sealed class Writes(AzuriteFixture azurite) : BlobWriteContract
    {
        protected override BlobServiceClient Service { get; } = new(azurite.ConnectionString);

        protected override AzuriteDifferences Differences => AzuriteDifferences.Azurite;
    }

    [Collection(AzuriteCollection.Name)]
    public sealed class Reads(AzuriteFixture azurite) : BlobReadContract
    {
        protected override BlobServiceClient Service { get; } = new(azurite.ConnectionString);

        protected override AzuriteDifferences Differences => AzuriteDifferences.Azurite;
    }

    [Collection(AzuriteCollection.Name)]
    public sealed class Properties(AzuriteFixture azurite) : BlobPropertyContract
    {
        protected override BlobServiceClient Service { get; } = new(azurite.ConnectionString);

        protected override AzuriteDifferences Differences => AzuriteDifferences.Azurite;
    }

    [Collection(AzuriteCollection.Name)]
    public sealed class Lists(AzuriteFixture azurite) : BlobListContract
    {
        protected override BlobServiceClient Service { get; } = new(azurite.ConnectionString);

        protected override AzuriteDifferences Differences => AzuriteDifferences.Azurite;
    }

    [Collection(AzuriteCollection.Name)]
    public sealed class Leases(AzuriteFixture azurite) : BlobLeaseContract
    {
        protected override BlobServiceClient Service { get; } = new(azurite.ConnectionString);

        protected override AzuriteDifferences Differences => AzuriteDifferences.Azurite;
    }
}
