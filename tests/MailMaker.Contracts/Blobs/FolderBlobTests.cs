using Azure.Storage.Blobs;

namespace MailMaker.Contracts.Blobs;

/// <summary>The contract, held against a data folder.</summary>
public static class FolderBlobTests
{
    public sealed class Writes : BlobWriteContract
    {
        private readonly FolderHome home = new();

        protected override BlobServiceClient Service => new(home.ConnectionString);

        public override async Task DisposeAsync() => await home.DisposeAsync();
    }
}
