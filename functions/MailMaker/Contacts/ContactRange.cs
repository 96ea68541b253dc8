using Azure;
using Azure.Data.Tables;

namespace MailMaker.Contacts;

/// <summary>Ranges of rows of a bucket.</summary>
internal static class ContactRange
{
    /// <summary>All rows of a kind in key order.</summary>
    public static AsyncPageable<TableEntity> OfKindAsync(TableClient contacts, string partition, string kind, CancellationToken cancellationToken)
    {
        return OfKindAsync(contacts, partition, kind, null, cancellationToken);
    }

    /// <summary>Some columns of all rows of a kind in key order.</summary>
    public static AsyncPageable<TableEntity> OfKindAsync(
        TableClient contacts, string partition, string kind, IEnumerable<string>? columns, CancellationToken cancellationToken)
    {
        var end = kind[..^1] + (char)(kind[^1] + 1);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {kind} and RowKey lt {end}");
        return contacts.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken);
    }
}
