using System.Text;
using Azure.Data.Tables;

namespace MailMaker.Embedded.Tables.Entities;

/// <summary>
/// Makes entities of rows, all of one query, with the same selection. Only selected properties are decoded; the PartitionKey's text is
/// shared by neighbouring rows. Used by one thread at a time.
/// </summary>
internal sealed class EntityDecoder
{
    private readonly (byte[] Utf8, string Name)[]? selected;
    private readonly bool withPartitionKey = true;
    private readonly bool withRowKey = true;
    private readonly bool withTimestamp = true;
    private byte[] partition = [];
    private string partitionKey = "";

    /// <summary>A decoder of some properties; of all when <paramref name="select" /> is null or empty or has a <c>*</c>.</summary>
    public EntityDecoder(IEnumerable<string>? select)
    {
        // One string may name several properties, as in the query parameter.
        var names = select?.SelectMany(s => s.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        if (names is null or { Count: 0 } || names.Contains("*"))
            return;
        withPartitionKey = names.Remove(EntityNames.PartitionKey);
        withRowKey = names.Remove(EntityNames.RowKey);
        withTimestamp = names.Remove(EntityNames.Timestamp);
        selected = [.. names.Select(n => (Encoding.UTF8.GetBytes(n), n))];
    }

    /// <summary>The entity of a row.</summary>
    public TableEntity Decode(ReadOnlySpan<byte> key, long version, ReadOnlySpan<byte> body)
    {
        var reader = new PropertyReader(body);
        var properties = new PropertyList(2 + Math.Min(reader.Count, selected?.Length ?? int.MaxValue));
        AppendKeys(ref properties, key);
        if (selected is null)
            AppendAll(ref properties, ref reader);
        else
            AppendSelected(ref properties, ref reader, selected);
        return new TableEntity(properties, version, withTimestamp);
    }

    private void AppendKeys(ref PropertyList properties, ReadOnlySpan<byte> key)
    {
        var end = partition.Length;
        if (!(end > 0 && key.Length > end && key[end] == 0 && key.StartsWith(partition)))
        {
            end = EntityKey.EndOfPartition(key);
            partition = key[..end].ToArray();
            partitionKey = EntityKey.ReadText(key[EntityKey.Prefix..end]);
        }

        if (withPartitionKey)
            properties.Append(EntityNames.PartitionKey, partitionKey);
        if (withRowKey)
            properties.Append(EntityNames.RowKey, EntityKey.ReadText(key[(end + 1)..]));
    }

    private static void AppendAll(ref PropertyList properties, ref PropertyReader reader)
    {
        while (reader.Next())
            properties.Append(PropertyNames.Get(reader.Name), reader.ToObject());
    }

    private static void AppendSelected(ref PropertyList properties, ref PropertyReader reader, (byte[] Utf8, string Name)[] selected)
    {
        var missing = selected.Length;
        while (missing > 0 && reader.Next())
        {
            foreach (var (utf8, name) in selected)
            {
                if (!reader.Name.SequenceEqual(utf8))
                    continue;
                properties.Append(name, reader.ToObject());
                missing--;
                break;
            }
        }
    }
}
