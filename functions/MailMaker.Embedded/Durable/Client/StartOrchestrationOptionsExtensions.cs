namespace Microsoft.DurableTask.Client;

/// <summary>Says which existing instances stop a start.</summary>
public static class StartOrchestrationOptionsExtensions
{
    /// <summary>The options with <see cref="StartOrchestrationOptions.DedupeStatuses"/> set.</summary>
    public static StartOrchestrationOptions WithDedupeStatuses(
        this StartOrchestrationOptions options, params OrchestrationRuntimeStatus[] dedupeStatuses) =>
        options with { DedupeStatuses = [.. dedupeStatuses.Select(s => s.ToString())] };
}
