using System.Collections.Concurrent;
using MailMaker.Accounts;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>
/// The campaigns of accounts that were ever launched, read once for all who ask within a minute: after a provider's outage thousands of bounces ask together, and an account may have had
/// thousands of campaigns. A reading misses what was launched since; who knows of a message that none of its campaigns sent asks for a newer one. Thread-safe.
/// </summary>
public sealed class LaunchedCampaigns(DefinitionStore definitions, TimeProvider clock)
{
    /// <summary>How old a reading may be.</summary>
    public static readonly TimeSpan SharedFor = TimeSpan.FromMinutes(1);

    private const int MostKept = 100;
    private readonly ConcurrentDictionary<string, Lazy<Task<LaunchedReading>>> shared = new(StringComparer.Ordinal);

    /// <summary>A reading that began in the last minute, or later; not one of a clock that was set back since.</summary>
    public Task<LaunchedReading> OfAsync(string account, CancellationToken cancellationToken)
    {
        // Reckoned from here: else one that takes more than a minute would never do.
        var asked = clock.GetTimestamp();
        return SharedAsync(account, known => clock.GetElapsedTime(known.BeganAt, asked) < SharedFor && known.At <= clock.GetUtcNow(), cancellationToken);
    }

    /// <summary>A reading that began after another one.</summary>
    public Task<LaunchedReading> NewerAsync(string account, LaunchedReading than, CancellationToken cancellationToken) =>
        SharedAsync(account, known => known != than, cancellationToken);

    // One that is under way is waited for, and asked about when it is there.
    private async Task<LaunchedReading> SharedAsync(string account, Func<LaunchedReading, bool> isMeant, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (shared.Count >= MostKept)
                shared.Clear();
            // No token of a single caller: its going must not end the others' reading.
            var reading = shared.GetOrAdd(account, a => new Lazy<Task<LaunchedReading>>(() => ReadAsync(a)));
            var found = reading.Value;
            await ((Task)found).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
            if (found.IsCompletedSuccessfully && isMeant(await found))
                return await found;
            shared.TryRemove(new KeyValuePair<string, Lazy<Task<LaunchedReading>>>(account, reading));
            if (!found.IsCompletedSuccessfully)
                return await found;
        }
    }

    private async Task<LaunchedReading> ReadAsync(string account)
    {
        var (at, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var launched = new List<LaunchedCampaign>();
        await foreach (var campaign in definitions.AllAsync<Campaign>(account, DefinitionKeys.Campaign(""), CancellationToken.None))
        {
            if (campaign.LaunchedAt is { } launchedAt)
                launched.Add(new LaunchedCampaign(campaign.Name, launchedAt, [.. campaign.Lists.Select(l => l.Name)]));
        }

        return new LaunchedReading(account, at, began, launched);
    }
}
