using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Notices;

/// <summary>Which notices were sent, in the table <c>Notices</c>: kept for longer than any could still be due.</summary>
public sealed class NoticeStore(TableServiceClient tables)
{
    /// <summary>The table's name.</summary>
    public const string Table = "Notices";

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);
    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Whether a notice was sent.</summary>
    public async Task<bool> WasSentAsync(ContactList list, NoticeKey notice, CancellationToken cancellationToken) =>
        (await table.GetEntityIfExistsAsync<TableEntity>(ContactKeys.Partition(list, notice.Contact), RowOf(notice), ["RowKey"], cancellationToken)).HasValue;

    /// <summary>Remembers that a notice was sent.</summary>
    public Task RecordAsync(ContactList list, NoticeKey notice, DateTimeOffset at) =>
        table.UpsertEntityAsync(new TableEntity(ContactKeys.Partition(list, notice.Contact), RowOf(notice)) { ["At"] = at }, TableUpdateMode.Replace, CancellationToken.None);

    /// <summary>Forgets notices that are long past.</summary>
    public async Task SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - KeptFor;
        var filter = TableClient.CreateQueryFilter($"At lt {before}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
    }

    private static string RowOf(NoticeKey notice) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{notice.Contact}|{notice.Kind}|{notice.Entry}");
}
