using MailMaker.Core.Consent;
using MailMaker.Core.Imports;
using MailMaker.Hosting;
using MailMaker.Lists;
using Microsoft.DurableTask.Client;

namespace MailMaker.OptOutFiles;

/// <summary>Registers opt-out files and starts taking them. The same version of a file is taken once, however often it is registered.</summary>
public sealed class OptOutFileRegistry(IListSource lists, OptOutFileBlobs blobs, TimeProvider clock)
{
    /// <summary>Registers a file of a folder <c>optout</c>; one that can't be taken gets its report and is done.</summary>
    /// <param name="path">Its path within the container <c>drop</c>.</param>
    /// <param name="orchestrations">Where it is started.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task RegisterAsync(string path, DurableTaskClient orchestrations, CancellationToken cancellationToken)
    {
        if (UnfinishedUpload.IsNamed(path) || await blobs.FindAsync(path, cancellationToken) is not { } properties)
            return;
        var place = OptOutPath.Parse(path, out var complaint);
        var file = place is null
            ? Misplaced(path, properties.ETag.ToString())
            : new OptOutFile(place.Account, place.List, place.Name, path, properties.ETag.ToString(), clock.GetUtcNow());
        if (complaint.Length == 0 && await blobs.BrokeOffAsync(path, properties, cancellationToken))
            complaint = UnfinishedUpload.Complaint;
        if (complaint.Length == 0 && await lists.ListAsync(file.Account, file.List, cancellationToken) is null)
            complaint = $"There is no list {file.List} in an account {file.Account}.";
        if (complaint.Length > 0)
            await RefuseAsync(file, complaint, cancellationToken);
        else if (!await blobs.IsReportedAsync(file, cancellationToken))
            await StartAsync(file, orchestrations, cancellationToken);
    }

    // Its report lies where its path puts it, as far as that goes.
    private OptOutFile Misplaced(string path, string version)
    {
        var report = DropPath.UnplacedReport(path).Split('/');
        return new OptOutFile(report[0], report[1], report[^1], path, version, clock.GetUtcNow());
    }

    private Task RefuseAsync(OptOutFile file, string complaint, CancellationToken cancellationToken) => blobs.ReportAsync(
        file,
        new OptOutReport
        {
            File = $"drop/{file.Blob}", State = ImportState.Refused, Reason = complaint, RegisteredAt = file.RegisteredAt, CompletedAt = clock.GetUtcNow(), Counts = new(),
        },
        cancellationToken);

    // Registered before, and the process died before the orchestration began: it begins now. Else it is under way.
    private static Task StartAsync(OptOutFile file, DurableTaskClient orchestrations, CancellationToken cancellationToken) =>
        orchestrations.StartUnlessUnderWayAsync(nameof(TakeOptOutFile), file, file.InstanceId, cancellationToken);
}
