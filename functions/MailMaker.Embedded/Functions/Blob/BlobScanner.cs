using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Functions.Hosting;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>Lists one container for one function and finds the versions that are due. Scans one at a time; the rest is thread-safe.</summary>
internal sealed class BlobScanner(
    BlobContainerClient container, BlobPathPattern pattern, BlobReceipts receipts, Func<string, FileUse> useOf, EmbeddedTimings timings, TimeProvider clock)
{
    // Every directory would fit a pattern such as drop/{path}; one named like a file is a mistake that somebody must be told of.
    private const string FolderMark = "hdi_isfolder";
    private const string FolderVersion = "folder";

    private readonly Lock guard = new();
    private readonly Dictionary<string, WatchedBlob> blobs = new(StringComparer.Ordinal);
    private Dictionary<string, BlobReceipt>? restored;
    private long scan;

    /// <summary>Lists the container once and takes what is due, oldest names first. The caller gives each back with <see cref="Return"/>.</summary>
    public async Task<IReadOnlyList<TakenBlob>> TakeDueAsync(CancellationToken cancellationToken)
    {
        restored ??= receipts.Load();
        scan++;
        // A listing is as old as its beginning: a file counts as unchanged up to then, not up to when the listing has been gone through.
        var lookedAt = clock.GetUtcNow();
        try
        {
            await foreach (var item in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, pattern.Prefix, cancellationToken))
                See(item);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // No container yet, or a disk that is not mounted now: nothing is due, and nothing is known to be gone.
            return [];
        }

        await ForgetGoneAsync();
        return TakeDue(lookedAt);
    }

    /// <summary>How long to wait for what settles now or waits for another try; null when there is none.</summary>
    public TimeSpan? UntilNextDue()
    {
        lock (guard)
        {
            var now = clock.GetUtcNow();
            TimeSpan? wait = null;
            foreach (var blob in blobs.Values.Where(b => !b.IsFinished && !b.IsTaken && b.DueAt > now))
                wait = wait is null || blob.DueAt - now < wait ? blob.DueAt - now : wait;
            return wait;
        }
    }

    /// <summary>Gives back a blob that was taken, with what came of it.</summary>
    public void Return(TakenBlob taken, Action<WatchedBlob> change)
    {
        lock (guard)
        {
            change(taken.Blob);
            taken.Blob.IsTaken = false;
        }
    }

    private void See(BlobItem item)
    {
        var isFolder = item.Metadata is not null && item.Metadata.TryGetValue(FolderMark, out var mark) && mark == "true";
        if (pattern.Match(item.Name) is null || (isFolder && !LooksLikeFile(item.Name)))
            return;
        var etag = isFolder ? FolderVersion : VersionOf(item.Properties.ETag ?? default);
        var settle = (item.Properties.ContentLength ?? 0) == 0 ? timings.SettleEmptyFor : timings.SettleFor;
        lock (guard)
        {
            var isNew = !blobs.TryGetValue(item.Name, out var blob);
            if (isNew)
                blobs[item.Name] = blob = new WatchedBlob(item.Name);
            blob!.See(etag, isFolder, clock.GetUtcNow(), settle);
            if (isNew && restored!.Remove(item.Name, out var receipt))
                blob.Restore(receipt);
            blob.SeenInScan = scan;
        }
    }

    private List<TakenBlob> TakeDue(DateTimeOffset lookedAt)
    {
        lock (guard)
        {
            var due = blobs.Values.Where(b => !b.IsFinished && !b.IsTaken && b.SeenInScan == scan && b.DueAt <= lookedAt).ToList();
            due.RemoveAll(b => !b.IsFolder && !IsWhole(b, lookedAt));
            due.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
            due.ForEach(b => b.IsTaken = true);
            return due.ConvertAll(b => new TakenBlob(b, b.ETag, b.Tries));
        }
    }

    private bool IsWhole(WatchedBlob blob, DateTimeOffset lookedAt)
    {
        var use = useOf(blob.Name);
        if (use != FileUse.Untold)
            return use == FileUse.AtRest;
        var restedAt = blob.SeenAt + timings.SettleUntoldFor;
        if (restedAt <= lookedAt)
            return true;
        blob.Postpone(blob.ETag, restedAt);
        return false;
    }

    // After two scans without it: a directory that is written to while it is read may hide an entry once.
    private async Task ForgetGoneAsync()
    {
        List<string> gone;
        lock (guard)
        {
            gone = [.. blobs.Values.Where(b => b.SeenInScan < scan - 1 && !b.IsTaken).Select(b => b.Name)];
            gone.ForEach(name => blobs.Remove(name));
        }

        // What was left of earlier runs and has not been seen in two scans of this one.
        if (scan == 2)
        {
            gone.AddRange(restored!.Keys);
            restored.Clear();
        }

        if (gone.Count > 0)
            await receipts.ForgetAsync(gone);
    }

    /// <summary>An ETag as the receipts have it: the service's listings leave the quotes out that its headers have.</summary>
    public static string VersionOf(ETag etag) => etag.ToString("H").Trim('"');

    private static bool LooksLikeFile(string name) => name.LastIndexOf('.') > name.LastIndexOf('/') + 1;
}
