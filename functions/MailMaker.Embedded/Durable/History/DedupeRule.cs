using DurableTask.Core.Exceptions;
using MailMaker.Embedded.Storage;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.History;

/// <summary>Which instance with the same id stops a start.</summary>
internal static class DedupeRule
{
    private static readonly HashSet<OrchestrationRuntimeStatus> Unfinished =
        [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended];

    /// <summary>The statuses that a client names; when it names none (null), the host's rule: every unfinished one.</summary>
    /// <exception cref="ArgumentException">A name is not a status.</exception>
    public static IReadOnlySet<OrchestrationRuntimeStatus> Blocking(IReadOnlyList<string>? names) =>
        names?.Select(Parse).ToHashSet() ?? Unfinished;

    /// <summary>Schedules an instance; one that does not block it is terminated if it runs, and replaced.</summary>
    /// <exception cref="OrchestrationAlreadyExistsException">There is one that blocks it.</exception>
    public static bool Schedule(
        SqliteSession session, NewInstance instance, IReadOnlySet<OrchestrationRuntimeStatus> blocking, DateTime now, Effects effects)
    {
        if (session.Scalar("SELECT seq FROM instances WHERE id = $1", instance.Id) is long existing)
        {
            var status = (OrchestrationRuntimeStatus)(long)session.Scalar("SELECT status FROM instances WHERE seq = $1", existing)!;
            if (blocking.Contains(status))
                throw new OrchestrationAlreadyExistsException($"An orchestration with the instance id {instance.Id} exists and is {status}.");
            InstanceWriter.Terminate(session, existing, null, ChildScope.Alone, now, effects);
            InstanceWriter.Delete(session, existing);
        }

        InstanceWriter.Insert(session, instance, now, effects);
        return true;
    }

    private static OrchestrationRuntimeStatus Parse(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
            ? status
            : throw new ArgumentException($"Invalid orchestration runtime status: '{name}' for deduplication.", nameof(name));
}
