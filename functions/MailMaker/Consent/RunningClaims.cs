using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Consent;

/// <summary>
/// Waits until no mail can be handed over any more on a claim that was taken before a goodbye. With the rule that no hand-over begins after its claim's end,
/// this makes the acknowledgement true: see docs/decisions/0003-opt-out-and-claims.md.
/// </summary>
public sealed class RunningClaims(TableServiceClient tables, TimeProvider clock)
{
    /// <summary>What a claim can last at most, several times over. Beyond it something is wrong, and nobody is kept waiting for it.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(25);
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>Waits for the end of the claim on a contact. Call it after the goodbye is written.</summary>
    /// <returns>False when the claim lasts beyond <see cref="LongestWait"/>.</returns>
    public async Task<bool> EndedAsync(ContactList list, ContactId contact, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (await ClaimedUntilAsync(list, contact, cancellationToken) is { } until && until > clock.GetUtcNow())
        {
            if (clock.GetElapsedTime(started) >= LongestWait)
                return false;
            await Task.Delay(BetweenReads, clock, cancellationToken);
        }

        return true;
    }

    private async Task<DateTimeOffset?> ClaimedUntilAsync(ContactList list, ContactId contact, CancellationToken cancellationToken)
    {
        var row = await contacts.GetEntityIfExistsAsync<TableEntity>(
            ContactKeys.Partition(list, contact), ContactKeys.SendState(contact), ["ClaimedUntil"], cancellationToken);
        return row.HasValue ? row.Value!.GetDateTimeOffset("ClaimedUntil") : null;
    }
}
