using System.Globalization;
using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>
/// Which mails are dealt with, and how many of each class came on each day, in the table <c>Inbound</c>. Mark and count are one transaction, so a mail counts once. Nothing of a mail
/// is kept but its hash.
/// </summary>
public sealed class InboundLog(TableServiceClient tables, TimeProvider clock)
{
    private readonly TableClient table = tables.GetTableClient(CampaignTags.Table);

    /// <summary>Whether a mail is dealt with.</summary>
    public async Task<bool> HoldsAsync(string? account, MailIdentity mail, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(account ?? InboundKeys.NoAccount, InboundKeys.Mail(mail), ["RowKey"], cancellationToken)).HasValue;

    /// <summary>Marks a mail as dealt with and counts it. Doing it again changes nothing.</summary>
    public async Task MarkAsync(string? account, MailIdentity mail, InboundClass counted, CancellationToken cancellationToken)
    {
        var partition = account ?? InboundKeys.NoAccount;
        var now = clock.GetUtcNow();
        var mark = new TableEntity(partition, InboundKeys.Mail(mail)) { ["Class"] = counted.ToString(), ["At"] = now };
        while (!await HoldsAsync(account, mail, cancellationToken))
        {
            var count = await CountAsync(partition, DateOnly.FromDateTime(now.UtcDateTime), counted, cancellationToken);
            try
            {
                await table.SubmitTransactionAsync([new(TableTransactionActionType.Add, mark), count], cancellationToken);
                return;
            }
            catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Another mail was counted in between, or somebody else marked this one.
            }
        }
    }

    /// <summary>The counts of the days from <paramref name="from"/> to <paramref name="to"/>, without days on which nothing came.</summary>
    public async Task<IReadOnlyList<InboundDay>> DaysAsync(string? account, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        string partition = account ?? InboundKeys.NoAccount, first = InboundKeys.Day(from), last = InboundKeys.Day(to);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
        var days = new List<InboundDay>();
        await foreach (var row in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
            days.Add(Of(row));
        return days;
    }

    /// <summary>Forgets marks and failures that are older than that. The counts stay.</summary>
    public async Task ForgetAsync(DateTimeOffset marksBefore, DateTimeOffset failuresBefore, CancellationToken cancellationToken)
    {
        foreach (var (kind, before) in new[] { (InboundKeys.MailKind, marksBefore), (InboundKeys.FailuresKind, failuresBefore) })
        {
            var end = kind + "~";
            var filter = TableClient.CreateQueryFilter($"RowKey ge {kind} and RowKey lt {end} and At lt {before}");
            await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }
    }

    private async Task<TableTransactionAction> CountAsync(string partition, DateOnly day, InboundClass counted, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, InboundKeys.Day(day), cancellationToken: cancellationToken);
        var row = new TableEntity(partition, InboundKeys.Day(day));
        foreach (var known in Enum.GetNames<InboundClass>())
            row[known] = (found.HasValue ? found.Value!.GetInt64(known) ?? 0 : 0) + (known == counted.ToString() ? 1 : 0);
        return found.HasValue
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, found.Value!.ETag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }

    private static InboundDay Of(TableEntity row) => new(
        DateOnly.ParseExact(row.RowKey.AsSpan(InboundKeys.DayKind.Length), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum.GetValues<InboundClass>().Where(c => row.GetInt64(c.ToString()) > 0).ToDictionary(c => c, c => row.GetInt64(c.ToString()) ?? 0));
}
