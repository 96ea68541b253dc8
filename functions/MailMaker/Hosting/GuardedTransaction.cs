using Azure.Data.Tables;

namespace MailMaker.Hosting;

/// <summary>Transactions of writes that are guarded by what was read before them.</summary>
internal static class GuardedTransaction
{
    /// <summary>Writes all of them, or nothing when somebody else wrote first: then what they were decided on is read again.</summary>
    /// <returns>Whether they are written.</returns>
    public static async Task<bool> TrySubmitAsync(this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(actions, cancellationToken);
            return true;
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }
}
