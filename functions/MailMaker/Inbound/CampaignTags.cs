using System.Globalization;
using Azure.Data.Tables;
using MailMaker.Core.Campaigns;

namespace MailMaker.Inbound;

/// <summary>Which campaign a tag in a mail's mark stands for, in the table <c>Inbound</c>: a mail that comes back names nothing else.</summary>
public sealed class CampaignTags(TableServiceClient tables)
{
    /// <summary>The table's name.</summary>
    public const string Table = "Inbound";

    // No account's name begins with a dot.
    private const string Partition = ".tags";

    // No list's name holds it.
    private const char Between = ',';

    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Remembers a campaign before its first mail leaves. Doing it again changes nothing.</summary>
    public Task KeepAsync(Campaign campaign, CancellationToken cancellationToken) => table.UpsertEntityAsync(
        new TableEntity(Partition, RowKey(CampaignTag.Of(campaign.Account, campaign.Name)))
        {
            ["Account"] = campaign.Account, ["List"] = string.Join(Between, campaign.Lists.Select(l => l.Name)), ["Campaign"] = campaign.Name,
        },
        TableUpdateMode.Replace, cancellationToken);

    /// <summary>The campaign; null when the tag is none of ours.</summary>
    public async Task<TaggedCampaign?> FindAsync(CampaignTag tag, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, RowKey(tag), cancellationToken: cancellationToken);
        return row.HasValue ? new TaggedCampaign(row.Value!.GetString("Account")!, row.Value!.GetString("List")!.Split(Between), row.Value!.GetString("Campaign")!) : null;
    }

    private static string RowKey(CampaignTag tag) => tag.Value.ToString("x16", CultureInfo.InvariantCulture);
}
