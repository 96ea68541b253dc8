using Azure.Data.Tables;

namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>How many bytes an entity takes in the service, by the formula that its storage is billed by.</summary>
internal static class EntitySize
{
    /// <summary>4 bytes, the keys in UTF-16, and 8 bytes, the name and the value of each property.</summary>
    public static long Of(ITableEntity entity)
    {
        var size = 4L + (2 * ((entity.PartitionKey?.Length ?? 0) + (entity.RowKey?.Length ?? 0)));
        if (entity is TableEntity row)
            size += row.Where(p => p.Key is not ("PartitionKey" or "RowKey" or "odata.etag")).Sum(p => 8 + (2 * p.Key.Length) + ValueSize(p.Value));
        return size;
    }

    private static long ValueSize(object? value) => value switch
    {
        null => 0,
        string text => 4 + (2 * text.Length),
        byte[] bytes => 4 + bytes.Length,
        BinaryData bytes => 4 + bytes.ToMemory().Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };
}
