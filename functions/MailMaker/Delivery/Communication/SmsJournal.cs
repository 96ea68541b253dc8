using Azure;
using Azure.Data.Tables;

namespace MailMaker.Delivery.Communication;

/// <summary>
/// Which text messages were begun to be handed over, in the table <c>SmsJournal</c>, one row an operation id. The service takes a second request for a new message, so the
/// row is written first: whoever finds one without an end does not ask again.
/// </summary>
internal sealed class SmsJournal(TableServiceClient tables, TimeProvider clock)
{
    /// <summary>The table's name.</summary>
    public const string Table = "SmsJournal";

    private const string Reference = nameof(Reference);
    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Notes that a hand-over begins.</summary>
    /// <returns>Null when it may; else how an earlier one ended: the service's id, or empty when nobody knows.</returns>
    public async Task<string?> BeginAsync(Guid operation, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(PartitionOf(operation), operation.ToString("N")) { ["BegunAt"] = clock.GetUtcNow() }, cancellationToken);
            return null;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(PartitionOf(operation), operation.ToString("N"), cancellationToken: cancellationToken);
            return (found.HasValue ? found.Value!.GetString(Reference) : null) ?? "";
        }
    }

    /// <summary>Notes the service's id of a message that it took.</summary>
    public Task EndAsync(Guid operation, string reference) => table.UpsertEntityAsync(
        new TableEntity(PartitionOf(operation), operation.ToString("N")) { [Reference] = reference }, TableUpdateMode.Merge, CancellationToken.None);

    /// <summary>Notes that the service did not take the message: it may be handed over again.</summary>
    public Task ForgetAsync(Guid operation) => table.DeleteEntityAsync(PartitionOf(operation), operation.ToString("N"), ETag.All, CancellationToken.None);

    // Operation ids are hashes: their first two digits spread them.
    private static string PartitionOf(Guid operation) => operation.ToString("N")[..2];
}
