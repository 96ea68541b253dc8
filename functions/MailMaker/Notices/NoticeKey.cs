using System.Globalization;
using MailMaker.Core.Contacts;
using MailMaker.Core.Notices;

namespace MailMaker.Notices;

/// <summary>Which notice a message is about.</summary>
/// <param name="Account">The list's owner.</param>
/// <param name="List">The list.</param>
/// <param name="Contact">The contact.</param>
/// <param name="Kind">The notice.</param>
/// <param name="Entry">The number of the entry of evidence that it is about.</param>
public sealed record NoticeKey(string Account, string List, ContactId Contact, ConsentDutyKind Kind, int Entry)
{
    /// <summary>Reads a key; null when it is none.</summary>
    public static NoticeKey? Read(string text) =>
        text.Split('|') is [var account, var list, var contact, var kind, var entry] && ContactId.TryParse(contact, out var id)
        && Enum.TryParse<ConsentDutyKind>(kind, out var duty) && int.TryParse(entry, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new NoticeKey(account, list, id, duty, number)
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Account}|{List}|{Contact}|{Kind}|{Entry}");
}
