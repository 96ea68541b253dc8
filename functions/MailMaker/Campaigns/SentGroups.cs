using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>
/// What a run has sent, recorded a few at a time: what a crash finds unrecorded goes out again. Only of what was sent: the other outcomes give claims back first, and that is
/// done at the end of the run. Thread-safe.
/// </summary>
/// <param name="members">Members of the slice.</param>
/// <param name="record">Lays outcomes over the slice.</param>
internal sealed class SentGroups(int members, Func<IReadOnlyList<OutcomeEntry?>, Task> record)
{
    /// <summary>Mails in a group. Smaller ones write the slice more often, larger ones double more mails when the process dies.</summary>
    public const int Size = 8;

    private readonly Lock guard = new();
    private readonly OutcomeEntry?[] sent = new OutcomeEntry?[members];
    private int unrecorded;

    /// <summary>Notes an outcome; with the last one of a group, completes when the group is recorded.</summary>
    public Task AddAsync(int index, OutcomeEntry outcome)
    {
        if (outcome.Outcome != Outcome.Sent)
            return Task.CompletedTask;
        OutcomeEntry?[] all;
        lock (guard)
        {
            sent[index] = outcome;
            if (++unrecorded < Size)
                return Task.CompletedTask;
            unrecorded = 0;
            all = [.. sent];
        }

        return record(all);
    }

    /// <summary>Records what is not recorded yet, before the claims on it end: another worker would take it for not handed over.</summary>
    public Task FlushAsync()
    {
        OutcomeEntry?[] all;
        lock (guard)
        {
            if (unrecorded == 0)
                return Task.CompletedTask;
            unrecorded = 0;
            all = [.. sent];
        }

        return record(all);
    }
}
