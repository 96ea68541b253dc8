using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>The outcomes of one run of a slice on their way into the ledger, one write after the other. Thread-safe.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="key">The slice.</param>
/// <param name="read">The slice as the run found it.</param>
/// <param name="clock">The time.</param>
/// <param name="stopping">The host goes: what can't be recorded now is left.</param>
public sealed class SliceRecord(LedgerStore ledger, SliceKey key, StoredSlice read, TimeProvider clock, CancellationToken stopping) : IDisposable
{
    private readonly SemaphoreSlim oneAtATime = new(1);
    private readonly int openBefore = Open(read);
    private StoredSlice stored = read;

    /// <summary>The slice as it was last recorded.</summary>
    public Slice Slice => stored.Slice;

    /// <summary>Whether more members have a final outcome than the run found.</summary>
    public bool HasProgress => Open(stored) < openBefore;

    /// <summary>
    /// Lays new outcomes over the slice; final ones stay. The host's stop does not stop it: what was sent must be known, or it is handed over again. Nor does a throttled table, for a while.
    /// </summary>
    /// <param name="decided">The new outcome of each member; null where there is none.</param>
    public async Task RecordAsync(IReadOnlyList<OutcomeEntry?> decided)
    {
        await oneAtATime.WaitAsync();
        try
        {
            await PassingFault.OutlastAsync(async () => stored = await ledger.RecordAsync(key, stored, decided), clock, stopping);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    private static int Open(StoredSlice slice) => slice.Slice.Entries.Count(e => !e.Outcome.IsFinal());

    /// <summary>The slice as it is in the ledger now: another worker may have recorded something.</summary>
    public async Task<Slice> ReadAgainAsync(CancellationToken cancellationToken)
    {
        await oneAtATime.WaitAsync(cancellationToken);
        try
        {
            stored = await ledger.FindAsync(key, cancellationToken) ?? stored;
            return stored.Slice;
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => oneAtATime.Dispose();
}
