using Azure;
using Azure.Storage.Blobs.Models;

namespace MailMaker.Embedded.Blobs.Folder;

/// <summary>A listing in pages. A page's continuation token is the last name in it.</summary>
internal sealed class FolderListing(BlobContainerFolder container, BlobLookup lookup, BlobTraits traits, string prefix, CancellationToken cancellationToken)
    : AsyncPageable<BlobItem>(cancellationToken)
{
    private const int LargestPage = 5000;

    /// <inheritdoc />
    public override async IAsyncEnumerable<Page<BlobItem>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        if (!container.Exists)
            throw BlobErrors.ContainerNotFound();
        var size = Math.Clamp(pageSizeHint ?? LargestPage, 1, LargestPage);
        var walk = new FolderWalk(container, prefix, continuationToken ?? "");
        var items = new List<BlobItem>();
        foreach (var (name, path) in walk.Blobs())
        {
            CancellationToken.ThrowIfCancellationRequested();
            var state = lookup.At(new BlobAddress(container.Name, name), container, path);
            if (!state.Exists)
                continue;
            // A page is sent when one more is known to follow, so that the last page has no token.
            if (items.Count == size)
            {
                yield return Page<BlobItem>.FromValues(items, items[^1].Name, new FolderResponse(200));
                items = [];
            }

            items.Add(BlobViews.Item(state, traits));
        }

        yield return Page<BlobItem>.FromValues(items, null, new FolderResponse(200));
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
