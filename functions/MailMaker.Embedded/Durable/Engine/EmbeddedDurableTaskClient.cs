using System.Text.Json;
using DurableTask.Core.Exceptions;
using MailMaker.Embedded.Durable.History;
using MailMaker.Embedded.Durable.Replay;
using MailMaker.Embedded.Storage;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.Engine;

/// <summary>The client of the engine in this process. Each request is on disk when its task completes.</summary>
internal sealed class EmbeddedDurableTaskClient(DurableEngine engine, DataConverter converter, string hub) : DurableTaskClient(hub)
{
    private DateTime Now => engine.Store.Now;

    /// <inheritdoc />
    public override async Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(orchestratorName.Name, nameof(orchestratorName));
        var id = options?.InstanceId ?? Guid.NewGuid().ToString("N");
        InstanceIds.Check(id);
        var tags = options is { Tags.Count: > 0 } ? JsonSerializer.Serialize(options.Tags) : null;
        var instance = new NewInstance(id, orchestratorName.Name, converter.Serialize(input), tags, options?.StartAt?.UtcDateTime, null);
        var blocking = DedupeRule.Blocking(options?.DedupeStatuses);
        await engine.WriteAsync((session, effects) => DedupeRule.Schedule(session, instance, blocking, Now, effects), cancellation);
        return id;
    }

    /// <inheritdoc />
    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return RaiseJsonAsync(instanceId, eventName, converter.Serialize(eventPayload), cancellation);
    }

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, m => m.RuntimeStatus != OrchestrationRuntimeStatus.Pending, cancellation);

    /// <inheritdoc />
    public override Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        WaitAsync(instanceId, getInputsAndOutputs, m => m.IsCompleted, cancellation);

    /// <inheritdoc />
    public override Task TerminateInstanceAsync(
        string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        var output = converter.Serialize(options?.Output);
        var scope = options is { Recursive: true } ? ChildScope.WithChildren : ChildScope.Alone;
        return OnInstanceAsync(instanceId, (session, seq, effects) => InstanceWriter.Terminate(session, seq, output, scope, Now, effects), cancellation);
    }

    /// <inheritdoc />
    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        OnInstanceAsync(instanceId, (session, seq, _) => InstanceWriter.Suspend(session, seq, Now), cancellation);

    /// <inheritdoc />
    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        OnInstanceAsync(instanceId, (session, seq, effects) => InstanceWriter.Resume(session, seq, Now, effects), cancellation);

    /// <inheritdoc />
    public override Task<OrchestrationMetadata?> GetInstanceAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        return Task.FromResult(Find(instanceId, getInputsAndOutputs));
    }

    /// <inheritdoc />
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null) =>
        new InstancePages(engine.Store, converter, Name, filter ?? new OrchestrationQuery());

    /// <inheritdoc />
    public override async Task<PurgeResult> PurgeInstanceAsync(
        string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var scope = ScopeOf(options);
        var count = await engine.WriteAsync(
            (session, _) => session.Scalar("SELECT seq FROM instances WHERE id = $1", instanceId) is long seq ? Purging.Purge(session, seq, scope) : 0,
            cancellation);
        return new PurgeResult(count);
    }

    /// <inheritdoc />
    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var scope = ScopeOf(options);
        var until = filter.Timeout is { } timeout ? Now + timeout : DateTime.MaxValue;
        var count = 0;
        while (true)
        {
            var purged = await engine.WriteAsync((session, _) => Purging.PurgeSome(session, filter, scope), cancellation);
            count += purged;
            if (purged == 0 || Now >= until)
                return new PurgeResult(count, filter.Timeout is null ? null : purged == 0);
        }
    }

    /// <inheritdoc />
    public override async Task<string> RestartAsync(string instanceId, bool restartWithNewInstanceId = false, CancellationToken cancellation = default)
    {
        var found = Find(instanceId, getInputsAndOutputs: true)
            ?? throw new ArgumentException($"An orchestration with the instanceId {instanceId} was not found.", nameof(instanceId));
        var id = restartWithNewInstanceId ? Guid.NewGuid().ToString("N") : instanceId;
        var tags = found.Tags.Count > 0 ? JsonSerializer.Serialize(found.Tags) : null;
        var instance = new NewInstance(id, found.Name, found.SerializedInput, tags, null, null);
        try
        {
            await engine.WriteAsync((session, effects) => DedupeRule.Schedule(session, instance, DedupeRule.Blocking(null), Now, effects), cancellation);
            return id;
        }
        catch (OrchestrationAlreadyExistsException e)
        {
            throw new InvalidOperationException($"An orchestration with the instanceId {instanceId} cannot be restarted.", e);
        }
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Raises an event whose payload is JSON already.</summary>
    /// <exception cref="ArgumentException">The payload is longer than 1 MiB.</exception>
    internal Task RaiseJsonAsync(string instanceId, string eventName, string? json, CancellationToken cancellation)
    {
        JsonConverter.Checked(json);
        return engine.WriteAsync(
            (session, effects) =>
            {
                InstanceWriter.Raise(session, instanceId, eventName, json, effects);
                return true;
            },
            cancellation);
    }

    private static ChildScope ScopeOf(PurgeInstanceOptions? options) =>
        options is { Recursive: true } ? ChildScope.WithChildren : ChildScope.Alone;

    private OrchestrationMetadata? Find(string id, bool getInputsAndOutputs) =>
        engine.Store.Read(session => InstanceQueries.Find(session, id, getInputsAndOutputs ? converter : null));

    private Task<OrchestrationMetadata> WaitAsync(
        string id, bool getInputsAndOutputs, Func<OrchestrationMetadata, bool> reached, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return engine.Waiters.UntilAsync(id, () => Find(id, getInputsAndOutputs) is { } found && reached(found) ? found : null, cancellation);
    }

    private Task<bool> OnInstanceAsync(string id, Action<SqliteSession, long, Effects> step, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        return engine.WriteAsync(
            (session, effects) =>
            {
                if (session.Scalar("SELECT seq FROM instances WHERE id = $1", id) is not long seq)
                    return false;
                step(session, seq, effects);
                return true;
            },
            cancellation);
    }
}
