using Azure;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;

namespace MailMaker.Campaigns;

/// <summary>The row that guards what is sent to one contact: its ETag changes with every claim and with a goodbye.</summary>
/// <param name="History">What was claimed lately.</param>
/// <param name="ClaimedUntil">Until when the last claimer may start to hand over.</param>
/// <param name="ETag">What guards the next write; null when there is no row yet.</param>
public sealed record SendState(SendHistory History, DateTimeOffset ClaimedUntil, ETag? ETag)
{
    /// <summary>Nothing was ever sent.</summary>
    public static SendState None { get; } = new(default, DateTimeOffset.MinValue, null);

    /// <summary>Reads a row.</summary>
    public static SendState Of(TableEntity row) => new(
        SendHistory.FromBytes(row.GetBinary(nameof(History))), row.GetDateTimeOffset(nameof(ClaimedUntil)) ?? DateTimeOffset.MinValue, row.ETag);

    /// <summary>The write of <paramref name="history"/> over this state, which fails when anybody wrote in between.</summary>
    public TableTransactionAction Replace(string partition, ContactId contact, SendHistory history, DateTimeOffset claimedUntil)
    {
        var row = new TableEntity(partition, ContactKeys.SendState(contact)) { [nameof(History)] = history.ToBytes() };
        // The service knows no moment before 1601.
        if (claimedUntil > DateTimeOffset.UnixEpoch)
            row[nameof(ClaimedUntil)] = claimedUntil > ClaimedUntil ? claimedUntil : ClaimedUntil;
        return ETag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
