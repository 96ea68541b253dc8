using System.Globalization;

namespace MailMaker.Campaigns;

/// <summary>The keys of the table <c>Ledger</c>; why they are so stands in docs/decisions/0001-table-keys.md.</summary>
public static class LedgerKeys
{
    /// <summary>The table's name.</summary>
    public const string Table = "Ledger";

    /// <summary>Row key of the bucket's counts; it sorts after every slice.</summary>
    public const string Sum = "sum";

    /// <summary>The partition of a campaign's bucket.</summary>
    public static string Partition(string account, string campaign, int bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{account}|{campaign}|{bucket:D4}");

    /// <summary>Row key of a slice.</summary>
    public static string Slice(int number) => number.ToString("D8", CultureInfo.InvariantCulture);
}
