using System.Text;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Filters;

/// <summary>
/// A filter. The logic has two values: a comparison with a property that the entity does not have, or that has another type than the
/// constant, is false (so <c>not</c> of it is true).
/// </summary>
internal abstract record FilterNode
{
    /// <summary>Whether a row is what the filter asks for.</summary>
    public abstract bool Matches(FilterRow row);

    /// <summary>Both.</summary>
    public sealed record And(FilterNode Left, FilterNode Right) : FilterNode
    {
        public override bool Matches(FilterRow row) => Left.Matches(row) && Right.Matches(row);
    }

    /// <summary>One or both.</summary>
    public sealed record Or(FilterNode Left, FilterNode Right) : FilterNode
    {
        public override bool Matches(FilterRow row) => Left.Matches(row) || Right.Matches(row);
    }

    /// <summary>The contrary.</summary>
    public sealed record Not(FilterNode Inner) : FilterNode
    {
        public override bool Matches(FilterRow row) => !Inner.Matches(row);
    }

    /// <summary>A property against a constant.</summary>
    public sealed record Comparison(string Property, Comparator Comparator, FilterConstant Constant) : FilterNode
    {
        private readonly byte[] utf8 = Encoding.UTF8.GetBytes(Property);

        public override bool Matches(FilterRow row) => Compare(row) is { } order && Comparator switch
        {
            Comparator.Equal => order == 0,
            Comparator.NotEqual => order != 0,
            Comparator.Greater => order > 0,
            Comparator.GreaterOrEqual => order >= 0,
            Comparator.Less => order < 0,
            _ => order <= 0,
        };

        private int? Compare(FilterRow row)
        {
            var end = EntityKey.EndOfPartition(row.Key);
            switch (Property)
            {
                case EntityNames.PartitionKey:
                    return Constant.CompareTo(EntityKey.ReadText(row.Key[EntityKey.Prefix..end]));
                case EntityNames.RowKey:
                    return Constant.CompareTo(EntityKey.ReadText(row.Key[(end + 1)..]));
                case EntityNames.Timestamp:
                    return Constant.CompareTo(row.Version);
                default:
                    var reader = new PropertyReader(row.Body);
                    return reader.Find(utf8) ? Constant.CompareTo(reader) : null;
            }
        }
    }
}
