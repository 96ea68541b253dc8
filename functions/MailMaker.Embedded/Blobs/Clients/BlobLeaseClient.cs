using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Blobs;

namespace Azure.Storage.Blobs.Specialized;

/// <summary>
/// A lease on a blob or container: while it is held, only who names it may write or delete. Whoever holds it may still be suspended past
/// its end, so what it guards must also be guarded by ETags.
/// </summary>
public class BlobLeaseClient
{
    /// <summary>A lease that lasts until it is released or broken.</summary>
    public static readonly TimeSpan InfiniteLeaseDuration = TimeSpan.FromSeconds(-1);

    private readonly IBlobService service;
    private readonly BlobAddress target;

    /// <summary>A lease on a blob.</summary>
    /// <param name="client">The blob.</param>
    /// <param name="leaseId">A GUID; a new one when null.</param>
    public BlobLeaseClient(BlobBaseClient client, string? leaseId = null)
    {
        service = client.Service;
        target = client.Address;
        LeaseId = leaseId ?? Guid.NewGuid().ToString();
    }

    /// <summary>A lease on a container.</summary>
    /// <param name="client">The container.</param>
    /// <param name="leaseId">A GUID; a new one when null.</param>
    public BlobLeaseClient(BlobContainerClient client, string? leaseId = null)
    {
        service = client.Service;
        target = new BlobAddress(client.Name, "");
        LeaseId = leaseId ?? Guid.NewGuid().ToString();
    }

    /// <summary>For mocking.</summary>
    protected BlobLeaseClient()
    {
        service = null!;
        LeaseId = "";
    }

    /// <summary>The id of this lease, held or not.</summary>
    public virtual string LeaseId { get; private set; }

    /// <summary>Acquires the lease for 15 to 60 seconds, or <see cref="InfiniteLeaseDuration"/>.</summary>
    /// <exception cref="RequestFailedException">409 LeaseAlreadyPresent: another holds one.</exception>
    public virtual async Task<Response<BlobLease>> AcquireAsync(
        TimeSpan duration, RequestConditions? conditions = null, CancellationToken cancellationToken = default)
    {
        var lease = await service.AcquireLeaseAsync(target, LeaseId, duration, conditions, cancellationToken).ConfigureAwait(false);
        LeaseId = lease.Value.LeaseId ?? LeaseId;
        return lease;
    }

    /// <summary>Starts the lease's duration anew; also after it ended, if the blob was neither written nor leased since.</summary>
    public virtual Task<Response<BlobLease>> RenewAsync(RequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        service.RenewLeaseAsync(target, LeaseId, conditions, cancellationToken);

    /// <summary>Gives the lease back.</summary>
    public virtual Task<Response<ReleasedObjectInfo>> ReleaseAsync(
        RequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        service.ReleaseLeaseAsync(target, LeaseId, conditions, cancellationToken);

    /// <summary>Ends whatever lease there is after <paramref name="breakPeriod"/>, or when its time is up if that is sooner.</summary>
    /// <param name="breakPeriod">0 to 60 seconds; null for what is left of it, at once if it is infinite.</param>
    /// <param name="conditions">What must hold of the blob.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public virtual Task<Response<BlobLease>> BreakAsync(
        TimeSpan? breakPeriod = null, RequestConditions? conditions = null, CancellationToken cancellationToken = default) =>
        service.BreakLeaseAsync(target, breakPeriod, conditions, cancellationToken);
}
