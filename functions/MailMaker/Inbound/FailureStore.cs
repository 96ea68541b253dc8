using Azure;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Inbound;
using MailMaker.Core.Suppressions;

namespace MailMaker.Inbound;

/// <summary>How often each address failed for now, in the table <c>Inbound</c> under keyed hashes.</summary>
public sealed class FailureStore(TableServiceClient tables, AddressHashes hashes, IDefinitions definitions, SignsOfLife signs, TimeProvider clock)
{
    private readonly TableClient table = tables.GetTableClient(CampaignTags.Table);

    /// <summary>Remembers a failure. The same mail counts once, however often it is remembered.</summary>
    /// <param name="account">The account.</param>
    /// <param name="address">The address in canonical form.</param>
    /// <param name="mail">The mail that told of it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether the address has failed so often that the account's rule ends it.</returns>
    public async Task<bool> AddAsync(string account, string address, MailIdentity mail, CancellationToken cancellationToken)
    {
        var rule = await RuleAsync(account, cancellationToken);
        var now = clock.GetUtcNow();
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(account, InboundKeys.Failures(hashes, account, address), cancellationToken: cancellationToken);
            var history = FailureHistory.FromBytes(found.HasValue ? found.Value!.GetBinary("Failures") : null);
            if (history.Holds(mail.Short))
                return await IsMetAsync(rule, account, address, history, now, cancellationToken);
            var next = history.With(now, mail.Short, now - rule.Within);
            if (await WriteAsync(account, address, next, now, found.HasValue ? found.Value!.ETag : null, cancellationToken))
                return await IsMetAsync(rule, account, address, next, now, cancellationToken);
        }
    }

    /// <summary>Begins anew after the address was suppressed: when somebody lifts that, it has its chances again. The mail that ended it stays known.</summary>
    public Task BeginAnewAsync(string account, string address, MailIdentity mail, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        Row(account, address, default(FailureHistory).With(DateTimeOffset.UnixEpoch, mail.Short, DateTimeOffset.UnixEpoch), clock.GetUtcNow()),
        TableUpdateMode.Replace, cancellationToken);

    // The failures first: few addresses ever have enough of them.
    private async Task<bool> IsMetAsync(
        SoftBounceRule rule, string account, string address, FailureHistory history, DateTimeOffset now, CancellationToken cancellationToken) =>
        rule.IsMet(history.Moments, null, now)
        && rule.IsMet(history.Moments, await signs.LastAsync(account, address, now - rule.Within, cancellationToken), now);

    private async Task<SoftBounceRule> RuleAsync(string account, CancellationToken cancellationToken) =>
        (await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken))?.Value.SoftBounces?.ToRule() ?? SoftBounceRule.Default;

    private async Task<bool> WriteAsync(
        string account, string address, FailureHistory history, DateTimeOffset now, ETag? tag, CancellationToken cancellationToken)
    {
        var row = Row(account, address, history, now);
        try
        {
            if (tag is { } known)
                await table.UpdateEntityAsync(row, known, TableUpdateMode.Replace, cancellationToken);
            else
                await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    private TableEntity Row(string account, string address, FailureHistory history, DateTimeOffset now) =>
        new(account, InboundKeys.Failures(hashes, account, address)) { ["Failures"] = history.ToBytes(), ["At"] = now };
}
