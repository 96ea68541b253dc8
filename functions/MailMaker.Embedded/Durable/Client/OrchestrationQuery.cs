namespace Microsoft.DurableTask.Client;

/// <summary>Which instances a listing shows.</summary>
/// <param name="CreatedFrom">Created at or after.</param>
/// <param name="CreatedTo">Created at or before.</param>
/// <param name="Statuses">In one of these statuses; null: any.</param>
/// <param name="TaskHubNames">In one of these task hubs; null: the client's.</param>
/// <param name="InstanceIdPrefix">Ids beginning so.</param>
/// <param name="PageSize">Instances a page.</param>
/// <param name="FetchInputsAndOutputs">Whether payloads are fetched.</param>
/// <param name="ContinuationToken">Where the listing goes on.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>Instances a page when nothing is said.</summary>
    public const int DefaultPageSize = 100;
}
