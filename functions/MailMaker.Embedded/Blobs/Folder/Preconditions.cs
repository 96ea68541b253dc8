using Azure;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>
/// The conditions of a request, as "Specifying conditional headers for Blob service operations" has them: a write whose condition fails is
/// 412, or 409 where it was to create; a read of what has not changed is 304.
/// </summary>
internal static class Preconditions
{
    public static void Check(BlobState current, RequestConditions? conditions, LeaseUse use)
    {
        if (conditions is null)
            return;
        if (conditions.IfMatch is { } match && (!current.Exists || (match != ETag.All && !Same(match, current.ETag))))
            throw BlobErrors.ConditionNotMet();
        if (conditions.IfUnmodifiedSince is { } before && current.Exists && Seconds(current.ModifiedAt) > Seconds(before))
            throw BlobErrors.ConditionNotMet();
        if (current.Exists && conditions.IfNoneMatch is { } none)
            CheckNoneMatch(current, none, use);
        if (conditions.IfModifiedSince is { } since && current.Exists && Seconds(current.ModifiedAt) <= Seconds(since))
            throw use == LeaseUse.Read ? BlobErrors.NotModified() : BlobErrors.ConditionNotMet();
    }

    private static void CheckNoneMatch(BlobState current, ETag none, LeaseUse use)
    {
        if (none == ETag.All)
            throw use == LeaseUse.Read ? BlobErrors.Error(400, "UnsatisfiableCondition", "Nothing can meet the condition.") : BlobErrors.BlobAlreadyExists();
        if (Same(none, current.ETag))
            throw use == LeaseUse.Read ? BlobErrors.NotModified() : BlobErrors.ConditionNotMet();
    }

    // Listings carry ETags without quotes, other answers with.
    private static bool Same(ETag left, ETag right) => left.ToString("H") == right.ToString("H");

    // HTTP dates have whole seconds.
    private static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
