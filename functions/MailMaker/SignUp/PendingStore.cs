using System.Globalization;
using Azure;
using Azure.Data.Tables;
using MailMaker.Core.SignUp;

namespace MailMaker.SignUp;

/// <summary>
/// Pending sign-ups in the table <c>SignUps</c>: partition <c>{day of expiry}|{first octet of the id}</c>, so that what has expired is one range, and the writes of a day
/// are spread over 256 partitions.
/// </summary>
public sealed class PendingStore(TableServiceClient tables)
{
    /// <summary>The table's name.</summary>
    public const string Table = "SignUps";

    private const int MostInTransaction = 100;
    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Writes a new one.</summary>
    public Task AddAsync(PendingSignUp signUp, CancellationToken cancellationToken) => table.AddEntityAsync(
        new TableEntity(Partition(signUp.Link), Row(signUp.Id))
        {
            ["Account"] = signUp.Account, ["List"] = signUp.List, ["Form"] = signUp.Form, ["Address"] = signUp.Address, ["Fields"] = signUp.Fields,
            ["Given"] = string.Join(',', signUp.Given), ["Language"] = signUp.Language, ["TextVersion"] = signUp.TextVersion, ["Text"] = signUp.Text,
            ["RequestedAt"] = signUp.RequestedAt, ["Ip"] = signUp.Ip, ["UserAgent"] = signUp.UserAgent,
        },
        cancellationToken);

    /// <summary>The one that a link leads to; null when there is none (any more).</summary>
    public async Task<PendingSignUp?> FindAsync(ConfirmationLink link, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition(link), Row(link.SignUp), cancellationToken: cancellationToken);
        return found.HasValue ? Of(link, found.Value!) : null;
    }

    /// <summary>Marks it confirmed, and forgets what a person wrote: the link answers as before, and that is all it still does.</summary>
    public async Task CloseAsync(PendingSignUp signUp, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var closed = new TableEntity(Partition(signUp.Link), Row(signUp.Id))
        {
            ["Account"] = signUp.Account, ["List"] = signUp.List, ["Form"] = signUp.Form, ["Language"] = signUp.Language, ["RequestedAt"] = signUp.RequestedAt,
            ["ConfirmedAt"] = now,
        };
        try
        {
            await table.UpdateEntityAsync(closed, ETag.All, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // Swept in between: then there is nothing left to close.
        }
    }

    /// <summary>Removes one that nothing will come of.</summary>
    public Task RemoveAsync(PendingSignUp signUp, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(Partition(signUp.Link), Row(signUp.Id), ETag.All, cancellationToken);

    /// <summary>
    /// Removes what waits for a person who is being erased. Rows are found by their link alone, so this looks through all that wait: an erasure is rare, and what waits goes within days.
    /// </summary>
    /// <param name="account">The account.</param>
    /// <param name="list">The list.</param>
    /// <param name="addresses">The person's addresses in canonical form.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many there were.</returns>
    public async Task<int> ForgetAsync(string account, string list, IEnumerable<string> addresses, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        foreach (var address in addresses)
            forgotten += await ForgetAsync(TableClient.CreateQueryFilter($"Account eq {account} and List eq {list} and Address eq {address}"), cancellationToken);
        return forgotten;
    }

    /// <summary>Removes what waits for a list that is being deleted, and what was confirmed there.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> ForgetAsync(string account, string list, CancellationToken cancellationToken) =>
        ForgetAsync(TableClient.CreateQueryFilter($"Account eq {account} and List eq {list}"), cancellationToken);

    /// <summary>Removes all whose day of expiry is over.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = Day(now);
        var filter = TableClient.CreateQueryFilter($"PartitionKey lt {today}");
        var (swept, batch) = (0, new List<TableTransactionAction>(MostInTransaction));
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            if (batch.Count == MostInTransaction || (batch.Count > 0 && batch[0].Entity.PartitionKey != row.PartitionKey))
                await RemoveAsync(batch, cancellationToken);
            batch.Add(new(TableTransactionActionType.Delete, row, ETag.All));
            swept++;
        }

        if (batch.Count > 0)
            await RemoveAsync(batch, cancellationToken);
        return swept;
    }

    private async Task<int> ForgetAsync(string filter, CancellationToken cancellationToken)
    {
        var forgotten = 0;
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
            forgotten++;
        }

        return forgotten;
    }

    private async Task RemoveAsync(List<TableTransactionAction> batch, CancellationToken cancellationToken)
    {
        try
        {
            await table.SubmitTransactionAsync(batch, cancellationToken);
        }
        catch (TableTransactionFailedException e) when (e.Status == 404)
        {
            // Another sweep took some of them; the next one takes the rest.
        }

        batch.Clear();
    }

    private static PendingSignUp Of(ConfirmationLink link, TableEntity row) => new()
    {
        Id = link.SignUp, ExpiresAt = link.ExpiresAt, Account = row.GetString("Account") ?? "", List = row.GetString("List") ?? "", Form = row.GetString("Form") ?? "",
        Address = row.GetString("Address") ?? "", Fields = row.GetBinary("Fields") ?? [],
        Given = [.. (row.GetString("Given") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ConsentPurpose>)],
        Language = row.GetString("Language") ?? "", TextVersion = row.GetInt32("TextVersion") ?? 0, Text = row.GetString("Text") ?? "",
        RequestedAt = row.GetDateTimeOffset("RequestedAt") ?? default, Ip = row.GetString("Ip"), UserAgent = row.GetString("UserAgent"),
        ConfirmedAt = row.GetDateTimeOffset("ConfirmedAt"),
    };

    private static string Partition(ConfirmationLink link) => $"{Day(link.ExpiresAt)}|{link.SignUp.ToString("N").AsSpan(0, 2)}";

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Row(Guid id) => id.ToString("N");
}
