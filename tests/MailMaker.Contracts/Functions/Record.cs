using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MailMaker.Contracts.Functions;

/// <summary>What functions under test did, in order; a test waits for the next entry instead of sleeping.</summary>
public sealed class Record
{
    private readonly Channel<string> entries = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> all = new();

    /// <summary>Everything so far.</summary>
    public IReadOnlyCollection<string> All => all;

    /// <summary>What functions do for a test: throw, wait, cancel.</summary>
    public Func<string, Task> OnEntry { get; set; } = _ => Task.CompletedTask;

    /// <summary>The same, for functions that pass their token.</summary>
    public Func<CancellationToken, Task> OnToken { get; set; } = _ => Task.CompletedTask;

    public Task AddAsync(string entry)
    {
        all.Enqueue(entry);
        entries.Writer.TryWrite(entry);
        return OnEntry(entry);
    }

    /// <summary>The next entry; fails the test when none comes.</summary>
    public async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await entries.Reader.ReadAsync(patience.Token);
    }
}
