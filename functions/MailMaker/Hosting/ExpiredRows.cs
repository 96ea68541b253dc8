using Azure;
using Azure.Data.Tables;

namespace MailMaker.Hosting;

/// <summary>Removes rows that say in <see cref="ExpiresAt"/> from when on they count for nothing.</summary>
internal static class ExpiredRows
{
    /// <summary>The column.</summary>
    public const string ExpiresAt = nameof(ExpiresAt);

    /// <summary>Removes the rows that expired before a moment, but those that were written anew since they were read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="before">The moment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> SweepAsync(TableClient table, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var swept = 0;
        var filter = TableClient.CreateQueryFilter($"ExpiresAt lt {before}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", "odata.etag"], cancellationToken: cancellationToken))
        {
            try
            {
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
                swept++;
            }
            catch (RequestFailedException e) when (e.Status == 412)
            {
                // Used again in between.
            }
        }

        return swept;
    }
}
