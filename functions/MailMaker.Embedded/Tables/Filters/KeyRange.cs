using System.Buffers.Binary;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Filters;

/// <summary>
/// The stored keys that a filter can match: from <see cref="From" /> (inclusive) to <see cref="To" /> (exclusive), and what of the filter
/// is left to check row by row (null: nothing).
/// </summary>
internal sealed record KeyRange(byte[] From, byte[] To, FilterNode? Rest)
{
    /// <summary>
    /// Plans a filter: the comparisons of PartitionKey, and with a fixed PartitionKey those of RowKey, that must all hold become the
    /// range. This is what makes <c>PartitionKey eq 'x' and RowKey ge 'a' and RowKey lt 'b'</c> read its rows only.
    /// </summary>
    public static KeyRange Of(int table, FilterNode? filter)
    {
        var terms = new List<FilterNode>();
        Flatten(filter, terms);
        var partition = Bounds(Prefix(table), Prefix(table + 1), EntityNames.PartitionKey, terms);
        if (partition.Exact is not { } exact)
            return new KeyRange(partition.From, partition.To, Join(terms));
        // From here on the range is that of the partition: its prefix, then the zero byte that ends it.
        var row = Bounds([.. exact, 0], [.. exact, 1], EntityNames.RowKey, terms);
        return new KeyRange(row.From, row.To, Join(terms));
    }

    /// <summary>The range from a key on.</summary>
    public KeyRange StartingAt(byte[] key) => Less(From, key) ? this with { From = key } : this;

    private static (byte[] From, byte[] To, byte[]? Exact) Bounds(byte[] prefix, byte[] end, string property, List<FilterNode> terms)
    {
        byte[] from = prefix, to = end;
        byte[]? exact = null;
        // Below a PartitionKey follows a zero byte, below a RowKey nothing: the key after all of "x" is "x" + 1, or "x" + 0.
        var after = (byte)(property == EntityNames.PartitionKey ? 1 : 0);
        terms.RemoveAll(term =>
        {
            // A constant with a character that no key has could be cut by the zero byte: such rows are checked one by one.
            if (term is not FilterNode.Comparison { Constant: FilterConstant.Text { Value: var text } } comparison ||
                comparison.Property != property || comparison.Comparator == Comparator.NotEqual || text.AsSpan().ContainsAnyInRange('\0', '\u001f'))
                return false;
            var key = Key(prefix, text);
            switch (comparison.Comparator)
            {
                case Comparator.Equal:
                    exact ??= key;
                    from = Max(from, key);
                    to = Min(to, [.. key, after]);
                    break;
                case Comparator.GreaterOrEqual:
                    from = Max(from, key);
                    break;
                case Comparator.Greater:
                    from = Max(from, [.. key, after]);
                    break;
                case Comparator.Less:
                    to = Min(to, key);
                    break;
                default:
                    to = Min(to, [.. key, after]);
                    break;
            }

            return true;
        });
        // Contradicting bounds ("eq 'a' and eq 'b'") leave an empty range, and no exact key to go on from.
        return Less(from, to) ? (from, to, exact) : (from, from, null);
    }

    private static void Flatten(FilterNode? node, List<FilterNode> terms)
    {
        if (node is FilterNode.And and)
        {
            Flatten(and.Left, terms);
            Flatten(and.Right, terms);
        }
        else if (node is not null)
        {
            terms.Add(node);
        }
    }

    private static FilterNode? Join(List<FilterNode> terms) => terms.Count == 0 ? null : terms.Aggregate((a, b) => new FilterNode.And(a, b));

    private static byte[] Prefix(int table)
    {
        var prefix = new byte[EntityKey.Prefix];
        BinaryPrimitives.WriteInt32BigEndian(prefix, table);
        return prefix;
    }

    private static byte[] Key(byte[] prefix, string text)
    {
        var key = new byte[prefix.Length + (3 * text.Length)];
        prefix.CopyTo(key, 0);
        return key[..(prefix.Length + EntityKey.WriteText(key.AsSpan(prefix.Length), text))];
    }

    private static bool Less(byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b) < 0;

    private static byte[] Max(byte[] a, byte[] b) => Less(a, b) ? b : a;

    private static byte[] Min(byte[] a, byte[] b) => Less(a, b) ? a : b;
}
