using System.Globalization;
using MailMaker.Benchmarks.Scale.Limits;

namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>The storage accounts: a bucket's contacts and its ledger are in the same one, what belongs to the whole account in the first.</summary>
internal sealed class SimulatedStorage
{
    private const int AddressPartitions = 16;

    private readonly StorageLimiter[] accounts;
    private readonly string[] contacts;
    private readonly string[] ledger;
    private readonly string[] addresses;
    private readonly Random random;

    public SimulatedStorage(SimulatedCampaign campaign, Random random)
    {
        this.random = random;
        accounts = [.. Enumerable.Range(0, campaign.Accounts).Select(_ => new StorageLimiter(campaign.Limits))];
        contacts = Names("Contacts", campaign.Buckets);
        ledger = Names("Ledger", campaign.Buckets);
        addresses = Names("AddressClaims", AddressPartitions);
    }

    /// <summary>The accounts.</summary>
    public IReadOnlyList<StorageLimiter> Accounts => accounts;

    /// <summary>Requests that went through.</summary>
    public long Requests { get; private set; }

    /// <summary>Asks for one request.</summary>
    /// <returns>False for 503.</returns>
    public bool TryTake(Place place, string table, int bucket, double entities, double now)
    {
        var (account, partition) = place switch
        {
            Place.Contacts => (bucket, contacts[bucket]),
            Place.Ledger => (bucket, ledger[bucket]),
            Place.Addresses when random.Next(AddressPartitions) is var i => (i, addresses[i]),
            _ => (0, table),
        };
        if (!accounts[account % accounts.Length].TryTake(partition, entities, now))
            return false;
        Requests++;
        return true;
    }

    private static string[] Names(string table, int partitions) =>
        [.. Enumerable.Range(0, partitions).Select(i => string.Create(CultureInfo.InvariantCulture, $"{table} {i:D4}"))];
}
