using MailMaker.Embedded.Durable.History;
using Microsoft.DurableTask;

namespace MailMaker.Embedded.Durable.Replay;

/// <summary>
/// External events and who waits for them: per name (in any case) a stack of waits, the newest gets the next event and cancelled ones
/// are passed over, and a queue of events that came before anyone waited.
/// </summary>
internal sealed class EventWaits(DataConverter converter)
{
    private readonly Dictionary<string, Stack<Wait>> waits = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Queue<HistoryEvent>> kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether any wait is still to end.</summary>
    public bool HasOpenWaits => waits.Values.Any(s => s.Any(w => w.IsOpen));

    /// <summary>The events that nobody has waited for, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> Kept => [.. kept.Values.SelectMany(q => q).OrderBy(e => e.Value)];

    /// <summary>Waits for an event; complete at once when one is kept.</summary>
    /// <exception cref="ArgumentException">An outstanding wait for this name expects another type.</exception>
    public Task<T> WaitFor<T>(string name, CancellationToken cancellationToken)
    {
        var wait = new Wait<T>(converter);
        if (kept.TryGetValue(name, out var events) && events.TryDequeue(out var early))
        {
            wait.Complete(early.Data);
            return wait.Task;
        }

        var stack = StackOf(name);
        if (stack.TryPeek(out var other) && other.Type != typeof(T))
            throw new ArgumentException($"Waits for event '{name}' must expect one type: {other.Type.FullName} is expected, not {typeof(T).FullName}.");
        stack.Push(wait);
        cancellationToken.Register(() => wait.Cancel(cancellationToken));
        return wait.Task;
    }

    /// <summary>Gives an event to the newest open wait, or keeps it.</summary>
    public void Deliver(HistoryEvent raised)
    {
        var name = raised.Name!;
        while (waits.TryGetValue(name, out var stack) && stack.TryPop(out var wait))
        {
            if (!wait.IsOpen)
                continue;
            wait.Complete(raised.Data);
            return;
        }

        Keep(raised);
    }

    /// <summary>Keeps an event for the next run.</summary>
    public void Keep(HistoryEvent raised)
    {
        if (!kept.TryGetValue(raised.Name!, out var queue))
            kept[raised.Name!] = queue = new Queue<HistoryEvent>();
        queue.Enqueue(raised);
    }

    private Stack<Wait> StackOf(string name)
    {
        if (!waits.TryGetValue(name, out var stack))
            waits[name] = stack = new Stack<Wait>();
        return stack;
    }

    private abstract class Wait
    {
        public abstract Type Type { get; }

        public abstract bool IsOpen { get; }

        public abstract void Complete(string? json);
    }

    private sealed class Wait<T>(DataConverter converter) : Wait
    {
        private readonly TaskCompletionSource<T> source = new();

        public Task<T> Task => source.Task;

        public override Type Type => typeof(T);

        public override bool IsOpen => !source.Task.IsCompleted;

        public override void Complete(string? json)
        {
            try
            {
                source.TrySetResult(converter.Deserialize<T>(json)!);
            }
            catch (Exception e)
            {
                source.TrySetException(e);
            }
        }

        public void Cancel(CancellationToken token) => source.TrySetCanceled(token);
    }
}
