using System.Globalization;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;

namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>The Blob service behind its REST protocol.</summary>
internal sealed class RestBlobService : IBlobService
{
    private const string TokenScope = "https://storage.azure.com/.default";
    private const int BlockLength = 8 * 1024 * 1024;
    private const int StreamBlockLength = 4 * 1024 * 1024;

    // "Put Block": the largest block of service version 2019-12-12 and later is 4,000 MiB; an array holds less.
    private const int LargestBlock = 1024 * 1024 * 1024;

    private readonly BlobRequests requests;
    private readonly StorageAccount? account;

    private RestBlobService(Uri root, string accountName, StorageAccount? account, HttpPipelinePolicy authentication, BlobClientOptions options)
    {
        AccountName = accountName;
        this.account = account;
        requests = new BlobRequests(HttpPipelineBuilder.Build(options, authentication), root);
    }

    public string AccountName { get; }

    public TimeProvider Clock => TimeProvider.System;

    public static IBlobService Open(string connectionString, BlobClientOptions options)
    {
        var account = StorageAccount.Parse(connectionString);
        return new RestBlobService(account.Blobs, account.Name, account, new SharedKeyPolicy(account, TimeProvider.System), options);
    }

    public static IBlobService Open(Uri serviceUri, TokenCredential credential, BlobClientOptions options)
    {
        var name = serviceUri.Host.Split('.')[0];
        return new RestBlobService(serviceUri, name, null, new BearerTokenAuthenticationPolicy(credential, TokenScope), options);
    }

    public Uri UriOf(string container, string? blob) => requests.UriOf(container, blob);

    public Uri SignedUri(BlobAddress blob, BlobSasPermissions permissions, DateTimeOffset expiresAt) =>
        account is null
            ? throw new InvalidOperationException("Only a client that has the account's key can sign.")
            : ServiceSas.Sign(account, UriOf(blob.Container, blob.Name), blob, permissions, expiresAt);

    public async Task<Response<BlobContainerInfo>> CreateContainerAsync(
        string container, PublicAccessType access, IDictionary<string, string>? metadata, CancellationToken cancellationToken)
    {
        using var message = Container(RequestMethod.Put, container);
        BlobRequests.AddMetadata(message.Request, metadata);
        BlobRequests.Add(
            message.Request,
            "x-ms-blob-public-access",
            access switch { PublicAccessType.BlobContainer => "container", PublicAccessType.Blob => "blob", _ => null });
        var response = await requests.SendAsync(message, 201, cancellationToken).ConfigureAwait(false);
        var info = new BlobContainerInfo { ETag = BlobAnswers.ETag(response), LastModified = BlobAnswers.ModifiedAt(response) };
        return Response.FromValue(info, response);
    }

    public async Task<Response> GetContainerAsync(string container, CancellationToken cancellationToken)
    {
        using var message = Container(RequestMethod.Head, container);
        return await requests.SendAsync(message, 200, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Response> DeleteContainerAsync(string container, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        using var message = Container(RequestMethod.Delete, container);
        BlobRequests.AddConditions(message.Request, conditions);
        return await requests.SendAsync(message, 202, cancellationToken).ConfigureAwait(false);
    }

    public AsyncPageable<BlobItem> List(
        string container, BlobTraits traits, BlobStates states, string? prefix, CancellationToken cancellationToken) =>
        new RestListing(requests, container, traits, states, prefix, cancellationToken);

    public async Task<Response<BlobContentInfo>> PutAsync(
        BlobAddress blob, Stream content, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        var upload = new BlockUpload(requests, blob, options.HttpHeaders, options.Metadata, options.Conditions);
        var wanted = Math.Clamp(options.TransferOptions.MaximumTransferSize ?? BlockLength, 1, LargestBlock);
        // A stream that knows its length needs no larger block than that; one byte more tells that it has ended.
        var block = new byte[content.CanSeek ? Math.Min(wanted, content.Length - content.Position + 1) : wanted];
        while (true)
        {
            var read = await content.ReadAtLeastAsync(block, block.Length, false, cancellationToken).ConfigureAwait(false);
            if (read < block.Length)
                return await upload.CompleteAsync(block.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            await upload.StageAsync(block, cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<Stream> OpenWriteAsync(BlobAddress blob, BlobOpenWriteOptions options, CancellationToken cancellationToken)
    {
        var upload = new BlockUpload(requests, blob, options.HttpHeaders, options.Metadata, options.OpenConditions);
        var blockLength = (int)Math.Clamp(options.BufferSize ?? StreamBlockLength, 1, LargestBlock);
        return Task.FromResult<Stream>(new RestWriteStream(upload, blockLength));
    }

    public async Task<Response<BlobProperties>> GetPropertiesAsync(
        BlobAddress blob, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        using var message = requests.Create(RequestMethod.Head, blob.Container, blob.Name);
        BlobRequests.AddConditions(message.Request, conditions);
        var response = await requests.SendAsync(message, 200, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(BlobAnswers.Properties(response), response);
    }

    public async Task<Response<BlobDownloadStreamingResult>> DownloadAsync(
        BlobAddress blob, HttpRange range, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        using var message = requests.Create(RequestMethod.Get, blob.Container, blob.Name);
        message.BufferResponse = false;
        if (range != default)
            message.Request.Headers.Add("x-ms-range", range.ToString());
        BlobRequests.AddConditions(message.Request, conditions);
        var response = await requests.SendAsync(message, 200, cancellationToken).ConfigureAwait(false);
        var result = new BlobDownloadStreamingResult
        {
            Details = BlobAnswers.Details(response),
            Content = message.ExtractResponseContent() ?? Stream.Null,
        };
        return Response.FromValue(result, response);
    }

    public async Task<Response<BlobInfo>> SetMetadataAsync(
        BlobAddress blob, IDictionary<string, string> metadata, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        using var message = requests.Create(RequestMethod.Put, blob.Container, blob.Name);
        message.Request.Uri.AppendQuery("comp", "metadata");
        BlobRequests.AddMetadata(message.Request, metadata);
        BlobRequests.AddConditions(message.Request, conditions);
        var response = await requests.SendAsync(message, 200, cancellationToken).ConfigureAwait(false);
        return Response.FromValue(new BlobInfo { ETag = BlobAnswers.ETag(response), LastModified = BlobAnswers.ModifiedAt(response) }, response);
    }

    public async Task<Response> DeleteAsync(
        BlobAddress blob, DeleteSnapshotsOption snapshots, BlobRequestConditions? conditions, CancellationToken cancellationToken)
    {
        using var message = requests.Create(RequestMethod.Delete, blob.Container, blob.Name);
        BlobRequests.Add(
            message.Request,
            "x-ms-delete-snapshots",
            snapshots switch { DeleteSnapshotsOption.IncludeSnapshots => "include", DeleteSnapshotsOption.OnlySnapshots => "only", _ => null });
        BlobRequests.AddConditions(message.Request, conditions);
        return await requests.SendAsync(message, 202, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Response<StartedCopy>> CopyAsync(
        BlobAddress destination, Uri source, BlobCopyFromUriOptions options, CancellationToken cancellationToken)
    {
        using var message = requests.Create(RequestMethod.Put, destination.Container, destination.Name);
        message.Request.Headers.Add("x-ms-copy-source", source.AbsoluteUri);
        BlobRequests.AddMetadata(message.Request, options.Metadata);
        BlobRequests.AddConditions(message.Request, options.DestinationConditions);
        BlobRequests.AddConditions(message.Request, options.SourceConditions, "x-ms-source-");
        var response = await requests.SendAsync(message, 202, cancellationToken).ConfigureAwait(false);
        var copy = new StartedCopy(BlobAnswers.Text(response, "x-ms-copy-id") ?? "", BlobAnswers.Word(response, "x-ms-copy-status", CopyStatus.Pending));
        return Response.FromValue(copy, response);
    }

    public Task<Response<BlobLease>> AcquireLeaseAsync(
        BlobAddress target, string leaseId, TimeSpan duration, RequestConditions? conditions, CancellationToken cancellationToken) =>
        LeaseAsync(target, "acquire", 201, conditions, cancellationToken, ("x-ms-lease-duration", Seconds(duration)), ("x-ms-proposed-lease-id", leaseId));

    public Task<Response<BlobLease>> RenewLeaseAsync(
        BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken) =>
        LeaseAsync(target, "renew", 200, conditions, cancellationToken, ("x-ms-lease-id", leaseId));

    public async Task<Response<ReleasedObjectInfo>> ReleaseLeaseAsync(
        BlobAddress target, string leaseId, RequestConditions? conditions, CancellationToken cancellationToken)
    {
        var lease = await LeaseAsync(target, "release", 200, conditions, cancellationToken, ("x-ms-lease-id", leaseId)).ConfigureAwait(false);
        return Response.FromValue(new ReleasedObjectInfo(lease.Value.ETag, lease.Value.LastModified), lease.GetRawResponse());
    }

    public Task<Response<BlobLease>> BreakLeaseAsync(
        BlobAddress target, TimeSpan? breakPeriod, RequestConditions? conditions, CancellationToken cancellationToken) =>
        LeaseAsync(
            target, "break", 202, conditions, cancellationToken, ("x-ms-lease-break-period", breakPeriod is { } period ? Seconds(period) : null));

    private static string Seconds(TimeSpan time) => ((long)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private HttpMessage Container(RequestMethod method, string container)
    {
        var message = requests.Create(method, container, null);
        message.Request.Uri.AppendQuery("restype", "container");
        return message;
    }

    private async Task<Response<BlobLease>> LeaseAsync(
        BlobAddress target,
        string action,
        int expected,
        RequestConditions? conditions,
        CancellationToken cancellationToken,
        params (string Name, string? Value)[] headers)
    {
        using var message = target.Name.Length == 0
            ? Container(RequestMethod.Put, target.Container)
            : requests.Create(RequestMethod.Put, target.Container, target.Name);
        message.Request.Uri.AppendQuery("comp", "lease");
        message.Request.Headers.Add("x-ms-lease-action", action);
        foreach (var (name, value) in headers)
            BlobRequests.Add(message.Request, name, value);
        BlobRequests.AddConditions(message.Request, conditions);
        var response = await requests.SendAsync(message, expected, cancellationToken).ConfigureAwait(false);
        var lease = new BlobLease
        {
            ETag = BlobAnswers.ETag(response),
            LastModified = BlobAnswers.ModifiedAt(response),
            LeaseId = BlobAnswers.Text(response, "x-ms-lease-id"),
            LeaseTime = int.TryParse(BlobAnswers.Text(response, "x-ms-lease-time"), CultureInfo.InvariantCulture, out var left) ? left : null,
        };
        return Response.FromValue(lease, response);
    }
}
