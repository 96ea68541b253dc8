using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A lease that was acquired and not released.</summary>
/// <param name="Id">What writers must name.</param>
/// <param name="Duration">How long it lasts when it is renewed; null for ever.</param>
/// <param name="EndsAt">When its time is up; null for never.</param>
/// <param name="BreaksAt">When it ceases to bind because it was broken; null when it was not.</param>
internal sealed record HeldLease(string Id, TimeSpan? Duration, DateTimeOffset? EndsAt, DateTimeOffset? BreaksAt)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public LeaseState StateAt(DateTimeOffset now) => this switch
    {
        { BreaksAt: { } breaks } => now < breaks ? LeaseState.Breaking : LeaseState.Broken,
        { EndsAt: { } ends } when now >= ends => LeaseState.Expired,
        _ => LeaseState.Leased,
    };

    /// <summary>Whether writers must name it.</summary>
    public bool BindsAt(DateTimeOffset now) => StateAt(now) is LeaseState.Leased or LeaseState.Breaking;

    /// <summary>What <paramref name="current"/> becomes when <paramref name="id"/> is acquired.</summary>
    public static HeldLease Acquire(HeldLease? current, string id, TimeSpan duration, DateTimeOffset now)
    {
        var infinite = duration == TimeSpan.FromSeconds(-1);
        if (!infinite && (duration < Shortest || duration > Longest))
            throw BlobErrors.InvalidHeaderValue();
        var state = current?.StateAt(now);
        var own = Same(current?.Id, id);
        if (state == LeaseState.Breaking && own)
            throw Refused("LeaseIsBreakingAndCannotBeAcquired");
        if (state == LeaseState.Breaking || (state == LeaseState.Leased && !own))
            throw Refused("LeaseAlreadyPresent");
        return new HeldLease(id, infinite ? null : duration, infinite ? null : now + duration, null);
    }

    /// <summary>What <paramref name="current"/> becomes when <paramref name="id"/> is renewed.</summary>
    public static HeldLease Renew(HeldLease? current, string id, DateTimeOffset now)
    {
        var held = Own(current, id);
        if (held.BreaksAt is not null)
            throw Refused("LeaseIsBrokenAndCannotBeRenewed");
        return held with { EndsAt = now + held.Duration };
    }

    /// <summary>Refuses the release of a lease that is another's or nobody's.</summary>
    public static void Release(HeldLease? current, string id) => Own(current, id);

    /// <summary>What <paramref name="current"/> becomes when it is broken.</summary>
    public static HeldLease Break(HeldLease? current, TimeSpan? period, DateTimeOffset now)
    {
        if (period is { } p && (p < TimeSpan.Zero || p > Longest))
            throw BlobErrors.InvalidHeaderValue();
        if (current is null)
            throw Refused("LeaseNotPresentWithLeaseOperation");
        var left = current.BreaksAt ?? current.EndsAt;
        var breaks = (left, period) switch
        {
            (null, null) => now,
            (null, { } wanted) => now + wanted,
            ({ } ends, null) => ends,
            ({ } ends, { } wanted) => ends < now + wanted ? ends : now + wanted,
        };
        return current with { BreaksAt = breaks < now ? now : breaks };
    }

    /// <summary>Refuses a request on the blob or container that names the wrong lease, or none where one binds.</summary>
    public static void Check(HeldLease? current, string? named, LeasedKind kind, LeaseUse use, DateTimeOffset now)
    {
        var binds = current?.BindsAt(now) ?? false;
        if (named is null && binds && use == LeaseUse.Write)
            throw BlobErrors.Error(412, "LeaseIdMissing", "There is a lease and the request names none.");
        if (named is null)
            return;
        if (!binds)
            throw BlobErrors.Error(412, Same(current?.Id, named) ? "LeaseLost" : "LeaseNotPresentWith" + kind + "Operation", "The lease is not held.");
        if (!Same(current?.Id, named))
            throw BlobErrors.Error(412, "LeaseIdMismatchWith" + kind + "Operation", "Another lease is held.");
    }

    private static HeldLease Own(HeldLease? current, string id)
    {
        if (current is null || !Same(current.Id, id))
            throw Refused("LeaseIdMismatchWithLeaseOperation");
        return current;
    }

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static RequestFailedException Refused(string code) => BlobErrors.Error(409, code, "The lease does not allow this.");
}
