using System.Globalization;

namespace MailMaker.Campaigns;

/// <summary>Where an address's claims are kept.</summary>
/// <param name="Partition">The account and the first digit of the hash: 16 partitions take more than a storage account gives.</param>
/// <param name="Row">The keyed hash of the address.</param>
public readonly record struct AddressKey(string Partition, string Row)
{
    /// <summary>The place of a hash.</summary>
    public static AddressKey Of(string account, UInt128 hash)
    {
        var row = hash.ToString("x32", CultureInfo.InvariantCulture);
        return new AddressKey($"{account}|{row[0]}", row);
    }
}
