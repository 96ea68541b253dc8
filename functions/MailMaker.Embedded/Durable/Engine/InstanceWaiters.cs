namespace MailMaker.Embedded.Durable.Engine;

/// <summary>Lets clients wait for an instance to start or finish. Thread-safe.</summary>
internal sealed class InstanceWaiters
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, Entry> entries = new(StringComparer.Ordinal);

    /// <summary>Asks <paramref name="check"/> now and after each change of the instance, until it has an answer.</summary>
    public async Task<T> UntilAsync<T>(string id, Func<T?> check, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            // Registered before the check: a change after the check completes this very entry.
            var entry = Enter(id);
            try
            {
                if (check() is { } answer)
                    return answer;
                await entry.Changed.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Leave(id, entry);
            }
        }
    }

    /// <summary>Tells those who wait for an instance that it has changed.</summary>
    public void Notify(string id)
    {
        Entry? entry;
        lock (guard)
            entries.Remove(id, out entry);
        entry?.Changed.TrySetResult();
    }

    private Entry Enter(string id)
    {
        lock (guard)
        {
            if (!entries.TryGetValue(id, out var entry))
                entries[id] = entry = new Entry();
            entry.Waiting++;
            return entry;
        }
    }

    private void Leave(string id, Entry entry)
    {
        lock (guard)
        {
            if (--entry.Waiting == 0 && entries.TryGetValue(id, out var current) && current == entry)
                entries.Remove(id);
        }
    }

    private sealed class Entry
    {
        public TaskCompletionSource Changed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Waiting { get; set; }
    }
}
