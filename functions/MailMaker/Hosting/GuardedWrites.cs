using Azure;
using Azure.Data.Tables;

namespace MailMaker.Hosting;

/// <summary>Writes that are guarded by what was read before them. Whoever finds that somebody else wrote first reads again, and decides again.</summary>
internal static class GuardedWrites
{
    /// <summary>Writes all of a transaction, or nothing when somebody else wrote first.</summary>
    /// <returns>Whether it is written.</returns>
    /// <exception cref="RequestFailedException">Reading again would not help; a table that is gone among it.</exception>
    public static async Task<bool> TrySubmitAsync(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (WasBeaten(e))
        {
            return false;
        }
    }

    /// <summary>Writes a row whole, unless somebody else wrote it since it was read.</summary>
    /// <param name="table">The table.</param>
    /// <param name="row">The row.</param>
    /// <param name="read">Its ETag when it was read; null when there was none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Whether it is written.</returns>
    /// <exception cref="RequestFailedException">Reading again would not help; a table that is gone among it.</exception>
    public static async Task<bool> TryWriteAsync(this TableClient table, TableEntity row, ETag? read, CancellationToken cancellationToken)
    {
        try
        {
            if (read is { } tag)
                await table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace, cancellationToken);
            else
                await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (WasBeaten(e))
        {
            return false;
        }
    }

    /// <summary>Whether a write was refused because somebody else wrote first. Not when the table is gone: who reads again and again would never come back.</summary>
    public static bool WasBeaten(RequestFailedException e) => e.Status is 404 or 409 or 412 && e.ErrorCode is not ("TableNotFound" or "TableBeingDeleted");
}
