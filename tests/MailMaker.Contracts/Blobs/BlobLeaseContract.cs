using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace MailMaker.Contracts.Blobs;

/// <summary>Leases, as far as they need no waiting.</summary>
public abstract class BlobLeaseContract : BlobContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task One_holds_a_lease_and_the_other_does_not()
    {
        var blob = await WrittenAsync();
        var mine = blob.GetBlobLeaseClient();
        var lease = await mine.AcquireAsync(Minute);
        Assert.Equal(mine.LeaseId, lease.Value.LeaseId);
        await RefusedAsync(409, "LeaseAlreadyPresent", () => blob.GetBlobLeaseClient().AcquireAsync(Minute));
        await mine.AcquireAsync(Minute);
        await mine.RenewAsync();
        await mine.ReleaseAsync();
        await blob.GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
    }

    [Fact]
    public async Task Writers_must_name_the_lease_and_readers_need_not()
    {
        var blob = await WrittenAsync();
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(Minute);
        var mine = new BlobRequestConditions { LeaseId = lease.LeaseId };
        var other = new BlobRequestConditions { LeaseId = Guid.NewGuid().ToString() };
        await RefusedAsync(412, "LeaseIdMissing", () => blob.UploadAsync(Text("two"), overwrite: true));
        await RefusedAsync(412, "LeaseIdMissing", () => blob.SetMetadataAsync(new Dictionary<string, string>()));
        await RefusedAsync(412, "LeaseIdMissing", () => blob.DeleteIfExistsAsync());
        await RefusedAsync(
            412, "LeaseIdMismatchWithBlobOperation", () => blob.UploadAsync(Text("two"), new BlobUploadOptions { Conditions = other }));
        await blob.UploadAsync(Text("three"), new BlobUploadOptions { Conditions = mine });
        Assert.Equal("three", await ReadAsync("x"));
        var found = (await blob.GetPropertiesAsync()).Value;
        Assert.Equal((LeaseState.Leased, LeaseStatus.Locked, LeaseDurationType.Fixed), (found.LeaseState, found.LeaseStatus, found.LeaseDuration));
        Assert.True((await blob.DeleteIfExistsAsync(conditions: mine)).Value);
    }

    [Fact]
    public async Task A_lease_that_is_not_held_is_not_named()
    {
        var blob = await WrittenAsync();
        var none = new BlobUploadOptions { Conditions = new BlobRequestConditions { LeaseId = Guid.NewGuid().ToString() } };
        await RefusedAsync(412, "LeaseNotPresentWithBlobOperation", () => blob.UploadAsync(Text("two"), none));
    }

    [Fact]
    public async Task Another_id_can_neither_renew_nor_release()
    {
        var blob = await WrittenAsync();
        await blob.GetBlobLeaseClient().AcquireAsync(Minute);
        await RefusedAsync(409, "LeaseIdMismatchWithLeaseOperation", () => blob.GetBlobLeaseClient().RenewAsync());
        await RefusedAsync(409, "LeaseIdMismatchWithLeaseOperation", () => blob.GetBlobLeaseClient().ReleaseAsync());
    }

    [Fact]
    public async Task A_broken_lease_binds_nobody_and_cannot_be_renewed()
    {
        var blob = await WrittenAsync();
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration);
        Assert.Equal(0, (await blob.GetBlobLeaseClient().BreakAsync()).Value.LeaseTime);
        Assert.Equal(LeaseState.Broken, (await blob.GetPropertiesAsync()).Value.LeaseState);
        await RefusedAsync(409, "LeaseIsBrokenAndCannotBeRenewed", () => lease.RenewAsync());
        await blob.UploadAsync(Text("two"), overwrite: true);
        Assert.Equal(LeaseState.Available, (await blob.GetPropertiesAsync()).Value.LeaseState);
    }

    [Fact]
    public async Task A_lease_that_is_being_broken_still_binds()
    {
        var blob = await WrittenAsync();
        var lease = blob.GetBlobLeaseClient();
        await lease.AcquireAsync(Minute);
        Assert.InRange((await lease.BreakAsync(TimeSpan.FromSeconds(30))).Value.LeaseTime!.Value, 29, 30);
        Assert.Equal(LeaseState.Breaking, (await blob.GetPropertiesAsync()).Value.LeaseState);
        await RefusedAsync(412, "LeaseIdMissing", () => blob.UploadAsync(Text("two"), overwrite: true));
        await RefusedAsync(409, "LeaseIsBreakingAndCannotBeAcquired", () => lease.AcquireAsync(Minute));
        await RefusedAsync(409, "LeaseAlreadyPresent", () => blob.GetBlobLeaseClient().AcquireAsync(Minute));
    }

    [Fact]
    public async Task A_lease_lasts_15_to_60_seconds_or_for_ever()
    {
        var blob = await WrittenAsync();
        foreach (var seconds in new[] { 0, 14, 61 })
            await RefusedAsync(400, "InvalidHeaderValue", () => blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(seconds)));
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Nothing_can_be_broken_where_there_is_no_lease()
    {
        var blob = await WrittenAsync();
        await RefusedAsync(409, "LeaseNotPresentWithLeaseOperation", () => blob.GetBlobLeaseClient().BreakAsync());
        await RefusedAsync(404, "BlobNotFound", () => Container.GetBlobClient("none").GetBlobLeaseClient().AcquireAsync(Minute));
    }

    [Fact]
    public async Task A_lease_does_not_change_the_etag_and_can_demand_it()
    {
        var blob = await WrittenAsync();
        var etag = (await blob.GetPropertiesAsync()).Value.ETag;
        var lease = blob.GetBlobLeaseClient();
        await RefusedAsync(412, "ConditionNotMet", () => lease.AcquireAsync(Minute, new RequestConditions { IfMatch = new ETag("\"0x0\"") }));
        await lease.AcquireAsync(Minute, new RequestConditions { IfMatch = etag });
        Assert.Equal(etag, (await blob.GetPropertiesAsync()).Value.ETag);
    }

    [Fact]
    public async Task A_leased_container_is_not_deleted_without_the_lease()
    {
        var lease = Container.GetBlobLeaseClient();
        await lease.AcquireAsync(Minute);
        await RefusedAsync(412, "LeaseIdMissing", () => Container.DeleteIfExistsAsync());
        await Container.GetBlobClient("y").UploadAsync(Text("blobs are free"));
        Assert.True((await Container.DeleteIfExistsAsync(new BlobRequestConditions { LeaseId = lease.LeaseId })).Value);
    }

    private async Task<BlobClient> WrittenAsync()
    {
        var blob = Container.GetBlobClient("x");
        await blob.UploadAsync(Text("one"));
        return blob;
    }
}
