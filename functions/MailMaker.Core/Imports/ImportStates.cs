namespace MailMaker.Core.Imports;

/// <summary>
/// The one table of an import's states. An activity runs again after a crash, so a step may meet the state that it led to itself, or the one
/// after it.
/// </summary>
public static class ImportStates
{
    /// <summary>The state that a step leads to; null when it is not possible there.</summary>
    /// <param name="state">Where the import stands.</param>
    /// <param name="step">What happens.</param>
    /// <param name="dryRun">Whether it writes nothing.</param>
    public static ImportState? Next(ImportState state, ImportStep step, bool dryRun) => (state, step) switch
    {
        (ImportState.Registered or ImportState.Waiting, ImportStep.Wait) => ImportState.Waiting,
        (ImportState.Registered or ImportState.Waiting, ImportStep.Cancel) => ImportState.Cancelled,
        (ImportState.Registered or ImportState.Waiting or ImportState.Staging, ImportStep.Stage) => ImportState.Staging,
        (ImportState.Applying or ImportState.Comparing, ImportStep.Stage) => state,
        (ImportState.Staging, ImportStep.Refuse) => ImportState.Refused,
        (ImportState.Staging or ImportState.Applying or ImportState.Comparing, ImportStep.Apply) => dryRun ? ImportState.Comparing : ImportState.Applying,
        (ImportState.Applying or ImportState.AwaitingApproval, ImportStep.Ask) => ImportState.AwaitingApproval,
        (ImportState.Applying or ImportState.AwaitingApproval or ImportState.Removing, ImportStep.Remove) => ImportState.Removing,
        (ImportState.AwaitingApproval, ImportStep.Cancel) => ImportState.Cancelled,
        (ImportState.Applying or ImportState.Comparing or ImportState.Removing, ImportStep.Complete) => ImportState.Completed,
        (ImportState.Completed or ImportState.Cancelled or ImportState.Failed or ImportState.Reverting, ImportStep.Revert) when !dryRun => ImportState.Reverting,
        (ImportState.Reverting, ImportStep.EndRevert) => ImportState.Reverted,
        (_, ImportStep.Fail) when IsOpen(state) => ImportState.Failed,
        _ => null,
    };

    /// <summary>Whether there is still something to do: imports of the list that came later wait.</summary>
    public static bool IsOpen(ImportState state) =>
        state is not (ImportState.Completed or ImportState.Refused or ImportState.Cancelled or ImportState.Failed or ImportState.Reverted);

    /// <summary>Whether the file is being imported, so that the counts still move.</summary>
    public static bool IsImporting(ImportState state) => IsOpen(state) && state != ImportState.Reverting;

    /// <summary>Why an import can't be reverted; null when it can.</summary>
    /// <param name="state">Where it stands.</param>
    /// <param name="dryRun">Whether it wrote nothing.</param>
    /// <param name="keptUntil">How long what it did is kept; null when it did nothing.</param>
    /// <param name="now">The moment.</param>
    public static string? RevertRefusal(ImportState state, bool dryRun, DateTimeOffset? keptUntil, DateTimeOffset now)
    {
        if (dryRun)
            return "The import was a dry run: it changed nothing.";
        if (state == ImportState.Reverting)
            return null;
        if (IsOpen(state))
            return "The import is not over yet.";
        if (keptUntil is not { } until)
            return "The import changed nothing.";
        return now >= until ? "What the import changed is kept for 30 days and is forgotten now." : null;
    }
}
