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
    /// <summary>The process that claimed last, see <see cref="Claimant"/>; 0 where that does not matter.</summary>
    public long By { get; init; }

    /// <summary>Nothing was ever sent.</summary>
    public static SendState None { get; } = new(default, DateTimeOffset.MinValue, null);

    /// <summary>Reads a row.</summary>
    public static SendState Of(TableEntity row) => new(
        SendHistory.FromBytes(row.GetBinary(nameof(History))), row.GetDateTimeOffset(nameof(ClaimedUntil)) ?? DateTimeOffset.MinValue, row.ETag)
    {
        By = row.GetInt64(nameof(By)) ?? 0,
    };

    /// <summary>The write of <paramref name="history"/> over this state, which fails when anybody wrote in between.</summary>
    public TableTransactionAction Replace(string partition, ContactId contact, SendHistory history, DateTimeOffset claimedUntil) =>
        Replace(partition, contact, history, claimedUntil, By);

    /// <summary>The same for a claim.</summary>
    /// <param name="partition">The contact's partition.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="history">What was sent, the claim included.</param>
    /// <param name="claimedUntil">Until when the claimer may start to hand over.</param>
    /// <param name="by">Whose claim it is, see <see cref="Claimant.Over"/>.</param>
    public TableTransactionAction Replace(string partition, ContactId contact, SendHistory history, DateTimeOffset claimedUntil, long by)
    {
        var row = new TableEntity(partition, ContactKeys.SendState(contact)) { [nameof(History)] = history.ToBytes() };
        // The service knows no moment before 1601.
        if (claimedUntil > DateTimeOffset.UnixEpoch)
            row[nameof(ClaimedUntil)] = claimedUntil > ClaimedUntil ? claimedUntil : ClaimedUntil;
        if (by != 0)
            row[nameof(By)] = by;
        return ETag is { } tag
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, row, tag)
            : new TableTransactionAction(TableTransactionActionType.Add, row);
    }
}
