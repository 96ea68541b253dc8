using System.Runtime.CompilerServices;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>
/// Which campaigns are under way, or cancelled and not at their end yet: a row each in one partition of the definitions, so that what looks after them every minute reads them alone and not all that ever were
/// (docs/decisions/0030-open-campaigns.md). A row may be there for one that is over; an open one without a row is found within a day.
/// </summary>
public sealed class OpenCampaigns(TableServiceClient tables, DefinitionStore definitions, TimeProvider clock)
{
    // No account's name begins with a dot.
    private const string Partition = ".open";

    // When all campaigns were last read. No campaign's row is called that: theirs have a bar.
    private const string Searched = "searched";
    private const string At = nameof(At);

    // Campaigns that an earlier version launched have no row, and one may run beside this one for as long as an installation is brought up to date.
    private static readonly TimeSpan SearchedFor = TimeSpan.FromDays(1);

    private readonly TableClient table = tables.GetTableClient(DefinitionStore.Table);

    /// <summary>Notes a campaign. To be done after the campaign was read and before it is written as open, under the version that was read.</summary>
    public Task AddAsync(string account, string campaign, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(new TableEntity(Partition, $"{account}|{campaign}"), TableUpdateMode.Replace, cancellationToken);

    /// <summary>The open campaigns, as they are now; whoever asks also takes out those that are not any more.</summary>
    public async IAsyncEnumerable<Campaign> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await SearchAsync(cancellationToken);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["RowKey", "odata.etag"], cancellationToken: cancellationToken))
        {
            if (row.RowKey.Split('|') is not [var account, var name])
                continue;
            var found = await definitions.FindAsync(account, DefinitionKeys.Campaign(name), cancellationToken);
            if (found is not null && JsonSerializer.Deserialize<Campaign>(found.Json, DefinitionJson.Options) is { } campaign && CampaignTransitions.IsOpen(campaign))
                yield return campaign;
            else
                await RemoveAsync(row, account, name, found, cancellationToken);
        }
    }

    // A launch may have noted the campaign and be about to write it. So it is written first as it is: that launch finds another version than it read, reads again and notes
    // the campaign anew, after which the row is another one than was read here. A campaign that is over pays this one write too.
    private async Task RemoveAsync(TableEntity row, string account, string name, Definition? found, CancellationToken cancellationToken)
    {
        if (found is not null && await definitions.WriteAsync(account, DefinitionKeys.Campaign(name), found.Json, found.Version, cancellationToken) is null)
            return;
        try
        {
            await table.DeleteEntityAsync(Partition, row.RowKey, row.ETag, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // Launched in between.
        }
    }

    private async Task SearchAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Searched, cancellationToken: cancellationToken);
        // One in the future is of a clock that was wrong.
        if (last.HasValue && last.Value!.GetDateTimeOffset(At) is { } at && at <= now && now - at < SearchedFor)
            return;
        await foreach (var account in definitions.AccountsAsync(cancellationToken))
        {
            await foreach (var campaign in definitions.AllAsync<Campaign>(account, DefinitionKeys.Campaign(""), cancellationToken))
            {
                if (CampaignTransitions.IsOpen(campaign))
                    await AddAsync(account, campaign.Name, cancellationToken);
            }
        }

        // Last: a search that broke off is made again.
        await table.UpsertEntityAsync(new TableEntity(Partition, Searched) { [At] = now }, TableUpdateMode.Replace, cancellationToken);
    }
}
