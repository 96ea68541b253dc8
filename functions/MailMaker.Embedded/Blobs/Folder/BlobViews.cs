using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A blob as the public models show it.</summary>
internal static class BlobViews
{
    public static BlobProperties Properties(BlobState state, HeldLease? lease, DateTimeOffset now) => new()
    {
        ContentLength = state.Stamp.Length,
        ContentType = state.Properties.ContentType,
        CacheControl = state.Properties.CacheControl,
        ContentEncoding = state.Properties.ContentEncoding,
        ContentDisposition = state.Properties.ContentDisposition,
        ContentLanguage = state.Properties.ContentLanguage,
        ContentHash = state.Properties.ContentHash,
        ETag = state.ETag,
        LastModified = state.ModifiedAt,
        CreatedOn = state.Stamp.ModifiedAt,
        Metadata = state.Properties.Metadata,
        LeaseState = lease?.StateAt(now) ?? LeaseState.Available,
        LeaseStatus = Status(lease, now),
        LeaseDuration = Duration(lease),
    };

    public static BlobDownloadDetails Details(BlobState state, HeldLease? lease, DateTimeOffset now, long count, string? contentRange) => new()
    {
        ContentLength = count,
        ContentRange = contentRange,
        ContentType = state.Properties.ContentType,
        CacheControl = state.Properties.CacheControl,
        ContentEncoding = state.Properties.ContentEncoding,
        ContentDisposition = state.Properties.ContentDisposition,
        ContentLanguage = state.Properties.ContentLanguage,
        ContentHash = contentRange is null ? state.Properties.ContentHash : null,
        ETag = state.ETag,
        LastModified = state.ModifiedAt,
        CreatedOn = state.Stamp.ModifiedAt,
        Metadata = state.Properties.Metadata,
        LeaseState = lease?.StateAt(now) ?? LeaseState.Available,
        LeaseStatus = Status(lease, now),
        LeaseDuration = Duration(lease),
    };

    public static BlobItem Item(BlobState state, BlobTraits traits) => new()
    {
        Name = state.Address.Name,
        Metadata = traits.HasFlag(BlobTraits.Metadata) ? state.Properties.Metadata : null,
        Properties = new BlobItemProperties
        {
            ContentLength = state.Stamp.Length,
            ContentType = state.Properties.ContentType,
            ETag = new ETag(state.ETag.ToString("H").Trim('"')), // The service's listings have no quotes.
            LastModified = state.ModifiedAt,
            CreatedOn = state.Stamp.ModifiedAt,
        },
    };

    public static BlobHttpHeaders Headers(BlobDownloadDetails details) => new()
    {
        ContentType = details.ContentType,
        CacheControl = details.CacheControl,
        ContentEncoding = details.ContentEncoding,
        ContentDisposition = details.ContentDisposition,
        ContentLanguage = details.ContentLanguage,
        ContentHash = details.ContentHash,
    };

    private static LeaseStatus Status(HeldLease? lease, DateTimeOffset now) =>
        lease?.BindsAt(now) == true ? LeaseStatus.Locked : LeaseStatus.Unlocked;

    private static LeaseDurationType Duration(HeldLease? lease) =>
        lease?.Duration is null ? LeaseDurationType.Infinite : LeaseDurationType.Fixed;
}
