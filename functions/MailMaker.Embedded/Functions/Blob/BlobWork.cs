using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.Extensions.Logging;

namespace MailMaker.Embedded.Functions.Blob;

/// <summary>Runs a function on a version of a blob, and keeps how it went. Thread-safe.</summary>
internal sealed partial class BlobWork(
    RegisteredFunction function, BlobContainerClient container, BlobPathPattern pattern, BlobReceipts receipts, PoisonBlobs poison,
    BackgroundRunner runner, BlobRules rules)
{
    private static readonly TimeSpan LongestRetryWait = TimeSpan.FromMinutes(1);

    /// <summary>One try. Answers what the scanner is to remember; contains every exception.</summary>
    public async Task<Action<WatchedBlob>> TryAsync(TakenBlob taken)
    {
        try
        {
            var blob = container.GetBlobClient(taken.Blob.Name);
            BlobProperties properties = await blob.GetPropertiesAsync();
            // Another version came while this one waited for its turn: it has to settle like any other.
            if (!taken.Blob.IsFolder && BlobScanner.VersionOf(properties.ETag) != taken.ETag)
                return _ => { };
            var receipt = new BlobReceipt(taken.ETag, BlobOutcome.Tried, taken.Tries + 1);
            // Before the run: a file that ends the process is tried five times as well, and not forever.
            await receipts.SaveAsync(blob.Name, receipt);
            return await RunAsync(blob, properties, receipt);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Taken away meanwhile.
            return _ => { };
        }
        catch (Exception e)
        {
            LogContained(function.Logger, function.Name, FailureText.Of(e));
            return b => b.Postpone(taken.ETag, rules.Clock.GetUtcNow() + LongestRetryWait);
        }
    }

    private async Task<Action<WatchedBlob>> RunAsync(BlobClient blob, BlobProperties properties, BlobReceipt receipt)
    {
        try
        {
            await runner.RunAsync(function, new BlobEvent(blob, properties, pattern.Match(blob.Name)!));
        }
        catch (OperationCanceledException) when (rules.Stopping.IsCancellationRequested)
        {
            await receipts.SaveAsync(blob.Name, receipt with { Tries = receipt.Tries - 1 });
            return _ => { };
        }
        catch (Exception)
        {
            // The runner has logged it.
            return await FailedAsync(blob, receipt);
        }

        await receipts.SaveAsync(blob.Name, receipt with { Outcome = BlobOutcome.Done });
        return b => b.Finish(receipt.ETag);
    }

    private async Task<Action<WatchedBlob>> FailedAsync(BlobClient blob, BlobReceipt receipt)
    {
        if (receipt.Tries >= rules.MostTries)
        {
            var record = poison.Write(function.Method.Definition.Id, function.Name, blob.BlobContainerName, blob.Name, receipt.ETag);
            await receipts.SaveAsync(blob.Name, receipt with { Outcome = BlobOutcome.Poison });
            LogPoison(function.Logger, function.Name, receipt.Tries, record);
            return b => b.Finish(receipt.ETag);
        }

        var wait = rules.FirstRetryAfter * Math.Pow(2, receipt.Tries - 1);
        var dueAt = rules.Clock.GetUtcNow() + (wait < LongestRetryWait ? wait : LongestRetryWait);
        return b =>
        {
            b.Postpone(receipt.ETag, dueAt);
            if (b.ETag == receipt.ETag)
                b.Tries = receipt.Tries;
        };
    }

    [LoggerMessage(1, LogLevel.Error, "A blob for {Function} could not be handled; it is looked at again: {Failure}")]
    private static partial void LogContained(ILogger logger, string function, string failure);

    [LoggerMessage(2, LogLevel.Error, "A blob failed {Tries} times in {Function} and is left alone; the record is {Record}")]
    private static partial void LogPoison(ILogger logger, string function, int tries, string record);
}
