using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Hosting;

namespace MailMaker.Campaigns;

/// <summary>Reads the members of a slice and claims them.</summary>
public sealed class AudienceStore(TableServiceClient tables)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The members as they are now, in the order asked for (key order, one bucket).</summary>
    /// <remarks>
    /// The order of the three reads matters: a goodbye writes its row and the send state in one transaction, so one that is not yet seen
    /// in the goodbyes has changed the send state since it was read, and the claim fails.
    /// </remarks>
    public async Task<AudienceMember[]> ReadAsync(string partition, IReadOnlyList<ContactId> members, CancellationToken cancellationToken)
    {
        var fields = new Dictionary<ContactId, byte[]>(members.Count);
        await foreach (var row in RangeAsync(partition, ContactKeys.ContactKind, members, ["RowKey", "Fields"], cancellationToken))
            fields[ContactKeys.IdOf(row.RowKey)] = row.GetBinary("Fields") ?? [];
        var states = await StatesAsync(partition, members, cancellationToken);
        var left = new HashSet<ContactId>();
        await foreach (var row in RangeAsync(partition, ContactKeys.GoodbyeKind, members, ["RowKey"], cancellationToken))
            left.Add(ContactKeys.IdOf(row.RowKey));
        var read = new AudienceMember[members.Count];
        for (var i = 0; i < read.Length; i++)
        {
            var id = members[i];
            read[i] = new AudienceMember(id, fields.GetValueOrDefault(id), states.GetValueOrDefault(id, SendState.None), left.Contains(id));
        }

        return read;
    }

    /// <summary>Writes send states in one transaction, each guarded by its ETag.</summary>
    /// <returns>False when anybody wrote one of them in between: nothing was written, read and decide again.</returns>
    public async Task<bool> ClaimAsync(IReadOnlyList<TableTransactionAction> claims, CancellationToken cancellationToken)
    {
        if (claims.Count == 0)
            return true;
        return await contacts.TrySubmitAsync(claims, cancellationToken);
    }

    /// <summary>Takes a campaign's claim out of contacts that nothing reached, so that no cap counts it.</summary>
    public async Task GiveBackAsync(string partition, IReadOnlyList<ContactId> members, CampaignTag campaign, CancellationToken cancellationToken)
    {
        if (members.Count == 0)
            return;
        while (true)
        {
            var states = await StatesAsync(partition, members, cancellationToken);
            var held = members.Where(m => states.TryGetValue(m, out var state) && state.History.Holds(campaign));
            var actions = held.Select(m => states[m].Replace(partition, m, states[m].History.Without(campaign), states[m].ClaimedUntil)).ToList();
            if (await ClaimAsync(actions, cancellationToken))
                return;
        }
    }

    private async Task<Dictionary<ContactId, SendState>> StatesAsync(
        string partition, IReadOnlyList<ContactId> members, CancellationToken cancellationToken)
    {
        var states = new Dictionary<ContactId, SendState>(members.Count);
        await foreach (var row in RangeAsync(partition, ContactKeys.SendStateKind, members, null, cancellationToken))
            states[ContactKeys.IdOf(row.RowKey)] = SendState.Of(row);
        return states;
    }

    private AsyncPageable<TableEntity> RangeAsync(
        string partition, string kind, IReadOnlyList<ContactId> members, IEnumerable<string>? select, CancellationToken cancellationToken)
    {
        string first = kind + members[0], last = kind + members[^1];
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
        return contacts.QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellationToken);
    }
}
