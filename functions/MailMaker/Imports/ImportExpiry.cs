using MailMaker.Lists;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Imports;

/// <summary>Forgets what imports changed or found when it has had its time: personal data is not kept longer than it is of use.</summary>
public sealed class ImportExpiry(IListSource lists, ImportRecords records, UndoStore undo, ImportBlobs blobs, TimeProvider clock)
{
    // What was told of single rows; the report itself holds counts alone.
    private static readonly string[] Endings = ["difference.json", "revert.csv", "revert.json", "rejects.csv", "warnings.csv"];

    /// <summary>Every night.</summary>
    [Function("ForgetImports")]
    public async Task RunAsync([TimerTrigger("0 40 2 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        foreach (var import in await records.KeptUntilAsync(clock.GetUtcNow(), cancellationToken))
        {
            // While it is reverted it is needed; the night after, it is not.
            if (!import.IsOpen)
                await ForgetAsync(import, cancellationToken);
        }
    }

    private async Task ForgetAsync(ImportRecord import, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(import.Account, import.List, cancellationToken) is { } list)
            await undo.DeleteAsync(list, import.Id, cancellationToken);
        foreach (var ending in Endings)
            await blobs.DeleteReportAsync(ImportBlobs.ReportPath(import, ending), cancellationToken);
        // A dropped file is the client's own to remove.
        if (import.Container == ImportBlobs.Uploads)
            await blobs.DeleteUploadAsync(import, cancellationToken);
        await records.ChangeAsync(
            import.Key,
            r => r.IsOpen ? null : r with { KeptUntil = null, DifferenceFile = null, RevertFile = null, RejectsFile = null, WarningsFile = null },
            cancellationToken);
    }
}
