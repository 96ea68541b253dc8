using System.Globalization;
using Azure.Data.Tables;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Contacts;

/// <summary>Where a contact went when its key was changed; while the move is under way, also what is to be written there.</summary>
/// <param name="To">The contact under its new key.</param>
/// <param name="At">When the change was asked for.</param>
/// <param name="Key">The new key; null once the move is done.</param>
/// <param name="Fields">The fields to write; null once the move is done.</param>
/// <param name="OldKeyHash">The keyed hash of the old key: all that is left of it, for when the person is erased.</param>
internal sealed record ContactForward(ContactId To, DateTimeOffset At, string? Key, byte[]? Fields, UInt128 OldKeyHash)
{
    /// <summary>Reads a row.</summary>
    public static ContactForward Of(TableEntity row) => new(
        ContactId.TryParse(row.GetString(nameof(To)), out var to) ? to : throw new FormatException("Not a forward."),
        row.GetDateTimeOffset(nameof(At)) ?? DateTimeOffset.UnixEpoch, row.GetString(nameof(Key)), row.GetBinary(nameof(Fields)),
        UInt128.TryParse(row.GetString(nameof(OldKeyHash)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : default);

    /// <summary>The write of the row.</summary>
    public TableTransactionAction Write(ContactList list, ContactId from)
    {
        var row = new TableEntity(ContactKeys.Partition(list, from), ContactKeys.Forward(from))
        {
            [nameof(To)] = To.ToString(), [nameof(At)] = At, [nameof(OldKeyHash)] = OldKeyHash.ToString("x32", CultureInfo.InvariantCulture),
        };
        if (Key is not null)
            (row[nameof(Key)], row[nameof(Fields)]) = (Key, Fields);
        return new TableTransactionAction(TableTransactionActionType.UpsertReplace, row);
    }
}
