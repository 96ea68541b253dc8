using Azure.Data.Tables;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Suppressions;
using MailMaker.Hosting;

namespace MailMaker.Campaigns;

/// <summary>
/// The claims of campaigns on addresses: what the account's own caps count, and what keeps a campaign from writing to one address through two contacts. Used only where one of the two can matter.
/// </summary>
public sealed class AddressClaims(TableServiceClient tables, AddressHashes hashes)
{
    /// <summary>The table's name.</summary>
    public const string Table = "AddressClaims";

    // Reads and transactions of one slice that are under way together.
    private const int Lanes = 16;
    private readonly TableClient table = tables.GetTableClient(Table);

    /// <summary>Where an address's claims are; the keyed hash tells nobody the address.</summary>
    public AddressKey KeyOf(string account, string address) => AddressKey.Of(account, hashes.Of(account, "", "reached", address));

    /// <summary>The claims on some addresses.</summary>
    public async Task<Dictionary<AddressKey, AddressState>> ReadAsync(IEnumerable<AddressKey> keys, CancellationToken cancellationToken)
    {
        var states = new Dictionary<AddressKey, AddressState>();
        foreach (var chunk in keys.Distinct().Chunk(Lanes))
        {
            var rows = await Task.WhenAll(chunk.Select(k => table.GetEntityIfExistsAsync<TableEntity>(k.Partition, k.Row, cancellationToken: cancellationToken)));
            for (var i = 0; i < chunk.Length; i++)
                states[chunk[i]] = rows[i].HasValue ? AddressState.Of(rows[i].Value!) : AddressState.None;
        }

        return states;
    }

    /// <summary>Writes claims, one transaction a partition, each row guarded by its ETag.</summary>
    /// <returns>The members whose claims are written; those of a partition where anybody wrote in between are not.</returns>
    public async Task<IReadOnlyList<int>> ClaimAsync(IReadOnlyList<AddressClaim> claims, CancellationToken cancellationToken)
    {
        var written = new List<int>(claims.Count);
        foreach (var chunk in claims.GroupBy(c => c.Key.Partition).Chunk(Lanes))
        {
            var results = await Task.WhenAll(chunk.Select(async g => (g, await table.TrySubmitAsync([.. g.Select(c => c.Action)], cancellationToken))));
            written.AddRange(results.Where(r => r.Item2).SelectMany(r => r.g.Select(c => c.Index)));
        }

        return written;
    }

    /// <summary>Takes a campaign's claim out of an address, if it is held through this contact, so that no cap counts it and another contact may have it.</summary>
    public async Task GiveBackAsync(AddressKey key, CampaignTag campaign, ulong holder, CancellationToken cancellationToken)
    {
        while (true)
        {
            var state = (await ReadAsync([key], cancellationToken))[key];
            if (state.History.HolderOf(campaign) != holder || await table.TrySubmitAsync([state.Replace(key, state.History.Without(campaign), state.ClaimedUntil)], cancellationToken))
                return;
        }
    }

    /// <summary>Forgets what was sent to an address.</summary>
    public async Task ForgetAsync(string account, string address, CancellationToken cancellationToken)
    {
        var key = KeyOf(account, address);
        await table.DeleteEntityAsync(key.Partition, key.Row, Azure.ETag.All, cancellationToken);
    }
}
