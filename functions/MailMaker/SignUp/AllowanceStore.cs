using Azure;
using Azure.Data.Tables;
using MailMaker.Core.SignUp;
using MailMaker.Hosting;

namespace MailMaker.SignUp;

/// <summary>
/// The allowances of addresses in the table <c>Allowances</c>, one row each under a keyed hash: of the whole installation, whichever account, list and form, and changed
/// under its ETag, so that of many sign-ups at once one gets the mail.
/// </summary>
public sealed class AllowanceStore(TableServiceClient tables, AllowanceKeys keys, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string Table = "Allowances";

    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Takes a mail out of an address's allowance; again for the same mail, it takes nothing more.</summary>
    /// <param name="address">The address in canonical form.</param>
    /// <param name="mail">The mail's own id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether the mail may go.</returns>
    public async Task<bool> TakeAsync(string address, Guid mail, CancellationToken cancellationToken)
    {
        var key = keys.Of(address);
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(key[..2], key, cancellationToken: cancellationToken);
            var row = found.HasValue ? found.Value! : null;
            switch (MailAllowance.Take(row?.GetBinary("Taken") ?? [], mail, clock.GetUtcNow()))
            {
                case AllowanceDecision.TakenBefore:
                    return true;
                case AllowanceDecision.Taken taken when await WriteAsync(key, taken, row?.ETag, cancellationToken):
                    return true;
                case AllowanceDecision.Refused:
                    return false;
            }
        }
    }

    /// <summary>Removes the rows that count for nothing any more.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> SweepAsync(CancellationToken cancellationToken) => ExpiredRows.SweepAsync(table, clock.GetUtcNow(), cancellationToken);

    private Task<bool> WriteAsync(string key, AllowanceDecision.Taken taken, ETag? tag, CancellationToken cancellationToken) => table.TryWriteAsync(
        new TableEntity(key[..2], key) { ["Taken"] = taken.State, [ExpiredRows.ExpiresAt] = taken.ExpiresAt }, tag, cancellationToken);
}
