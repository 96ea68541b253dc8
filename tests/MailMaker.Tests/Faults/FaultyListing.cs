using Azure;
using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Blobs;
using MailMaker.Embedded.Blobs.Folder;

namespace MailMaker.Tests.Faults;

/// <summary>A listing with pages that have nothing in them, few, or that don't come.</summary>
internal sealed class FaultyListing(AsyncPageable<BlobItem> inner, FaultPlan plan) : AsyncPageable<BlobItem>
{
    public override async IAsyncEnumerable<Page<BlobItem>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        if (plan.Strikes(Fault.EmptyPage))
            yield return Page<BlobItem>.FromValues([], continuationToken ?? "", new FolderResponse(200));
        await foreach (var page in inner.AsPages(continuationToken, plan.Strikes(Fault.ShortPage) ? 1 + plan.Below(3) : pageSizeHint))
        {
            if (plan.Strikes(Fault.Busy))
                throw BlobErrors.Error(503, "ServerBusy", "The server is busy.");
            yield return page;
        }
    }
}
