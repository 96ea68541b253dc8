using Azure.Storage.Blobs.Specialized;

namespace Azure.Storage.Blobs.Models;

/// <summary>A copy of a blob, perhaps still under way. Its value is the number of bytes copied.</summary>
public class CopyFromUriOperation : Operation<long>
{
    private readonly BlobBaseClient? client;
    private Response? response;
    private CopyStatus status = CopyStatus.Pending;
    private long copied;

    /// <summary>The copy that was started earlier.</summary>
    /// <param name="id">Id of the copy.</param>
    /// <param name="client">Client of the blob that is copied to.</param>
    public CopyFromUriOperation(string id, BlobBaseClient client)
    {
        Id = id;
        this.client = client;
    }

    /// <summary>For mocking.</summary>
    protected CopyFromUriOperation() => Id = "";

    internal CopyFromUriOperation(string id, BlobBaseClient client, CopyStatus status, Response response)
        : this(id, client)
    {
        this.status = status;
        this.response = response;
    }

    /// <inheritdoc />
    public override string Id { get; }

    /// <inheritdoc />
    public override bool HasCompleted => status != CopyStatus.Pending;

    /// <inheritdoc />
    public override bool HasValue => status == CopyStatus.Success;

    /// <inheritdoc />
    public override long Value => HasValue ? copied : throw new InvalidOperationException("The copy has not completed successfully.");

    /// <inheritdoc />
    public override Response GetRawResponse() => response ?? throw new InvalidOperationException("The copy has not been looked at yet.");

    /// <inheritdoc />
    public override Response UpdateStatus(CancellationToken cancellationToken = default) =>
        UpdateStatusAsync(cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public override async ValueTask<Response> UpdateStatusAsync(CancellationToken cancellationToken = default)
    {
        if (client is null)
            throw new InvalidOperationException("The operation has no client.");
        var properties = await client.GetPropertiesAsync(null, cancellationToken).ConfigureAwait(false);
        response = properties.GetRawResponse();
        copied = properties.Value.ContentLength;
        // A blob that was never copied to, or written since, has no copy status: nothing is under way any more.
        status = response.Headers.TryGetValue("x-ms-copy-status", out var word) && Enum.TryParse<CopyStatus>(word, true, out var known)
            ? known
            : CopyStatus.Success;
        if (status is CopyStatus.Failed or CopyStatus.Aborted)
            throw new RequestFailedException(response);
        return response;
    }

    /// <inheritdoc />
    public override ValueTask<Response<long>> WaitForCompletionAsync(CancellationToken cancellationToken = default) =>
        WaitForCompletionAsync(TimeSpan.FromSeconds(1), cancellationToken);

    /// <inheritdoc />
    public override async ValueTask<Response<long>> WaitForCompletionAsync(TimeSpan pollingInterval, CancellationToken cancellationToken)
    {
        var seen = await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
        while (!HasCompleted)
        {
            await Task.Delay(pollingInterval, client!.Service.Clock, cancellationToken).ConfigureAwait(false);
            seen = await UpdateStatusAsync(cancellationToken).ConfigureAwait(false);
        }

        return Response.FromValue(Value, seen);
    }
}
