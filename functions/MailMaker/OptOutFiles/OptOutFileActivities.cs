using MailMaker.Imports;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.OptOutFiles;

/// <summary>The activities of <see cref="TakeOptOutFile"/>. Each can be run again after a crash at any point.</summary>
public sealed class OptOutFileActivities(OptOutFileTaker taker, OptOutFileBlobs blobs, TimeProvider clock)
{
    /// <summary>Lets the people of one part leave.</summary>
    [Function(nameof(TakeOptOutPart))]
    public Task<OptOutPartTaken> TakeOptOutPart([ActivityTrigger] OptOutPart part, CancellationToken cancellationToken) => taker.TakeAsync(part, cancellationToken);

    /// <summary>Reports to the uploader.</summary>
    [Function(nameof(FinishOptOutFile))]
    public async Task FinishOptOutFile([ActivityTrigger] EndOfOptOutFile end, CancellationToken cancellationToken)
    {
        if (end.Counts.Rejected > 0)
            await blobs.JoinRejectsAsync(end.File, end.Parts, cancellationToken);
        await blobs.ReportAsync(
            end.File,
            new OptOutReport
            {
                File = $"{ImportBlobs.Drop}/{end.File.Blob}", State = end.State, Reason = end.Reason, RegisteredAt = end.File.RegisteredAt,
                CompletedAt = clock.GetUtcNow(), Counts = end.Counts, RejectedByReason = end.RejectedByReason.Count == 0 ? null : end.RejectedByReason,
                RejectsFile = end.Counts.Rejected == 0 ? null : $"{ImportBlobs.Reports}/{end.File.RejectsPath}",
            },
            cancellationToken);
    }
}
