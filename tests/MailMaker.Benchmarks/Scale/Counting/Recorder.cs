using System.Collections.Concurrent;

namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>Keeps what functions asked of the services. Thread-safe.</summary>
internal sealed class Recorder
{
    /// <summary>What the host asks of the queue for itself.</summary>
    public const string Host = "(host)";

    private readonly AsyncLocal<ConcurrentQueue<Operation>?> current = new();
    private readonly ConcurrentQueue<Operation> outside = new();
    private readonly ConcurrentQueue<Invocation> invocations = new();

    /// <summary>Notes a request, for the function that runs here.</summary>
    public void Note(Operation operation) => (current.Value ?? outside).Enqueue(operation);

    /// <summary>Runs a function; its requests are noted as its own.</summary>
    public async Task RunAsync(string function, Func<Task> run)
    {
        var operations = new ConcurrentQueue<Operation>();
        current.Value = operations;
        try
        {
            await run();
        }
        finally
        {
            invocations.Enqueue(new Invocation(function, [.. operations]));
        }
    }

    /// <summary>Takes out what was noted up to now.</summary>
    public List<Invocation> Take()
    {
        var taken = new List<Invocation>();
        while (invocations.TryDequeue(out var invocation))
            taken.Add(invocation);
        var host = new List<Operation>();
        while (outside.TryDequeue(out var operation))
            host.Add(operation);
        taken.Add(new Invocation(Host, host));
        return taken;
    }
}
