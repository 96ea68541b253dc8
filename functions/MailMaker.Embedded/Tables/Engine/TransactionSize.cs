using Azure.Data.Tables;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>
/// How large a transaction's request would be. The client writes JSON in multipart MIME and escapes every character outside of plain
/// ASCII as <c>\u0000</c>, so that a text can take six bytes a character.
/// </summary>
internal static class TransactionSize
{
    // Boundary, MIME headers, request line and request headers of one part, without the keys in its URL.
    private const int BytesPerAction = 500;
    private const int BytesPerUnit = 6;

    // Quotes, colon and comma; a type annotation ("name@odata.type":"Edm.DateTime") and the longest number or date.
    private const int BytesPerProperty = 80;

    /// <summary>Whether the request would be larger than the service takes.</summary>
    public static bool IsTooLarge(IReadOnlyList<TableTransactionAction> actions)
    {
        long atMost = 0;
        foreach (var action in actions)
            atMost += Size(action, text => text.Length * BytesPerUnit);
        // Few transactions come near: only those are counted character by character.
        return atMost > EntityLimits.TransactionBytes && actions.Sum(a => (long)Size(a, EscapedLength)) > EntityLimits.TransactionBytes;
    }

    private static int Size(TableTransactionAction action, Func<string, int> length)
    {
        // The keys stand in the URL and in the body.
        var size = BytesPerAction + (2 * (length(action.Entity.PartitionKey ?? "") + length(action.Entity.RowKey ?? "")));
        if (action.ActionType == TableTransactionActionType.Delete || action.Entity is not TableEntity entity)
            return size;
        ref readonly var properties = ref entity.Properties;
        for (var i = 0; i < properties.Count; i++)
        {
            size += properties.Values[i] switch
            {
                null => 0,
                string text => properties.Names[i].Length + 6 + length(text),
                byte[] bytes => (2 * properties.Names[i].Length) + BytesPerProperty + (bytes.Length / 3 * 4),
                BinaryData bytes => (2 * properties.Names[i].Length) + BytesPerProperty + (bytes.ToMemory().Length / 3 * 4),
                _ => (2 * properties.Names[i].Length) + BytesPerProperty,
            };
        }

        return size;
    }

    private static int EscapedLength(string text)
    {
        var length = 0;
        foreach (var unit in text)
            length += unit < 0x80 && !char.IsControl(unit) && unit is not ('"' or '&' or '\'' or '+' or '<' or '>' or '\\' or '`') ? 1 : BytesPerUnit;
        return length;
    }
}
