namespace MailMaker.Campaigns;

/// <summary>Work of which one piece at a time is done, and what comes meanwhile is done together next. Thread-safe.</summary>
/// <param name="most">The most items that are done together.</param>
/// <param name="work">Does some items; what it throws is thrown to all who brought them.</param>
/// <typeparam name="T">An item.</typeparam>
internal sealed class TurnTaking<T>(int most, Func<IReadOnlyList<T>, Task> work)
{
    private readonly Lock guard = new();
    private readonly Queue<(T Item, TaskCompletionSource Done)> waiting = new();
    private bool isBusy;

    /// <summary>Brings an item; completes when it was worked on.</summary>
    public Task AddAsync(T item)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (guard)
        {
            waiting.Enqueue((item, done));
            if (isBusy)
                return done.Task;
            isBusy = true;
        }

        _ = WorkAsync();
        return done.Task;
    }

    // Whoever found nobody at work does it for all who come until nobody waits.
    private async Task WorkAsync()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                await work(batch.ConvertAll(b => b.Item));
                batch.ForEach(b => b.Done.SetResult());
            }
            catch (Exception e)
            {
                batch.ForEach(b => b.Done.SetException(e));
            }
        }
    }

    private List<(T Item, TaskCompletionSource Done)> Next()
    {
        var batch = new List<(T, TaskCompletionSource)>();
        lock (guard)
        {
            while (batch.Count < most && waiting.TryDequeue(out var next))
                batch.Add(next);
            isBusy = batch.Count > 0;
        }

        return batch;
    }
}
