using System.Buffers;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>
/// What the Table service accepts (REST reference, "Understanding the Table service data model"): keys, names, counts and sizes.
/// </summary>
internal static class EntityLimits
{
    /// <summary>Code units of a key: 1 KiB in UTF-16.</summary>
    public const int KeyUnits = 512;

    /// <summary>Code units of a text: 64 KiB in UTF-16.</summary>
    public const int StringUnits = 32 * 1024;

    /// <summary>Bytes of a binary value.</summary>
    public const int BinaryBytes = 64 * 1024;

    /// <summary>Own properties; with the two keys and the time stamp 255.</summary>
    public const int OwnProperties = 252;

    /// <summary>Characters of a property name.</summary>
    public const int NameLength = 255;

    /// <summary>Bytes of an entity by the service's own count.</summary>
    public const int EntityBytes = 1024 * 1024;

    /// <summary>Actions of a transaction.</summary>
    public const int Actions = 100;

    /// <summary>Bytes of a transaction's request.</summary>
    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>Entities of a page.</summary>
    public const int PageEntities = 1000;

    /// <summary>Comparisons of a filter.</summary>
    public const int Comparisons = 15;

    /// <summary>The first instant of the Windows epoch.</summary>
    public static readonly DateTime EarliestInstant = new(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. "/\\#?", .. Enumerable.Range(0, 0x20).Select(c => (char)c), .. Enumerable.Range(0x7F, 0x21).Select(c => (char)c)]);

    /// <summary>What the keys cost against <see cref="EntityBytes" />: 4 bytes and 2 for each code unit, and the time stamp.</summary>
    public static int KeyBytes(string partitionKey, string rowKey) => 4 + (2 * (partitionKey.Length + rowKey.Length)) + 8;

    /// <summary>What is wrong with the keys; null when nothing is.</summary>
    public static TableFault? FaultOfKeys(string? partitionKey, string? rowKey)
    {
        if (partitionKey is null || rowKey is null)
            return TableFault.PropertiesNeedValue;
        if (partitionKey.Length > KeyUnits || rowKey.Length > KeyUnits)
            return TableFault.KeyValueTooLarge;
        return HasForbidden(partitionKey) || HasForbidden(rowKey)
            ? TableFault.OutOfRangeInput("A PartitionKey or RowKey has one of the characters / \\ # ? or a control character.")
            : null;
    }

    /// <summary>What is wrong with a property name; null when nothing is.</summary>
    public static TableFault? FaultOfName(string name)
    {
        if (name.Length > NameLength)
            return TableFault.PropertyNameTooLong;
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
            return TableFault.PropertyNameInvalid;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_' && (c < 0x80 || !char.IsLetterOrDigit(c)))
                return TableFault.PropertyNameInvalid;
        }

        return null;
    }

    /// <summary>What is wrong with an entity's count or size; null when nothing is.</summary>
    public static TableFault? FaultOfEntity(int properties, int bytes)
    {
        if (properties > OwnProperties)
            return TableFault.TooManyProperties;
        return bytes > EntityBytes ? TableFault.EntityTooLarge : null;
    }

    private static bool HasForbidden(string key) => key.AsSpan().ContainsAny(Forbidden);
}
