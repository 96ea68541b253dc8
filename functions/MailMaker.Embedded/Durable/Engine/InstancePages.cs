using System.Runtime.CompilerServices;
using MailMaker.Embedded.Durable.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>A listing of instances, page by page.</summary>
internal sealed class InstancePages(DurableStore store, DataConverter converter, string hub, OrchestrationQuery query)
    : AsyncPageable<OrchestrationMetadata>
{
    /// <inheritdoc />
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = default, int? pageSizeHint = default) =>
        PagesAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> PagesAsync(
        string? token, int size, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (query.TaskHubNames is { } hubs && !hubs.Contains(hub, StringComparer.OrdinalIgnoreCase))
            yield break;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = store.Read(session => InstanceQueries.List(session, query, token, size, query.FetchInputsAndOutputs ? converter : null));
            token = page.ContinuationToken;
            yield return page;
        }
        while (token is not null);
    }
}
