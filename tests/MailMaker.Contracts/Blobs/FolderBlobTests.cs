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

    public sealed class Reads : BlobReadContract
    {
        private readonly FolderHome home = new();

        protected override BlobServiceClient Service => new(home.ConnectionString);

        public override async Task DisposeAsync() => await home.DisposeAsync();
    }

    public sealed class Properties : BlobPropertyContract
    {
        private readonly FolderHome home = new();

        protected override BlobServiceClient Service => new(home.ConnectionString);

        public override async Task DisposeAsync() => await home.DisposeAsync();
    }

    public sealed class Lists : BlobListContract
    {
        private readonly FolderHome home = new();

        protected override BlobServiceClient Service => new(home.ConnectionString);

        public override async Task DisposeAsync() => await home.DisposeAsync();
    }

    public sealed class Leases : BlobLeaseContract
    {
        private readonly FolderHome home = new();

        protected override BlobServiceClient Service => new(home.ConnectionString);

        public override async Task DisposeAsync() => await home.DisposeAsync();
    }
}
