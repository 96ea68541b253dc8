using Azure;
using Azure.Data.Tables;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>The row that guards what is sent to one address through any list: its ETag changes with every claim.</summary>
/// <param name="History">What was claimed lately, and through whom.</param>
/// <param name="ClaimedUntil">Until when the last claimer may start to hand over.</param>
/// <param name="ETag">What guards the next write; null when there is no row yet.</param>
public sealed record AddressState(AddressHistory History, DateTimeOffset ClaimedUntil, ETag? ETag)
{
    /// <summary>Nothing was ever sent.</summary>
    public static AddressState None { get; } = new(default, DateTimeOffset.UnixEpoch, null);

    /// <summary>Reads a row.</summary>
    public static AddressState Of(TableEntity row) => new(
        AddressHistory.FromBytes(row.GetBinary("Sends"), row.GetBinary("Holders")), row.GetDateTimeOffset(nameof(ClaimedUntil)) ?? DateTimeOffset.UnixEpoch, row.ETag);

    /// <summary>The write of <paramref name="history"/> over this state, which fails when anybody wrote in between.</summary>
    public TableTransactionAction Replace(AddressKey key, AddressHistory history, DateTimeOffset claimedUntil)
    {
        var row = new TableEntity(key.Partition, key.Row)
        {
            ["Sends"] = history.Sends.ToBytes(), ["Holders"] = history.HolderBytes(), [nameof(ClaimedUntil)] = claimedUntil > ClaimedUntil ? claimedUntil : ClaimedUntil,
        };
        return ETag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
