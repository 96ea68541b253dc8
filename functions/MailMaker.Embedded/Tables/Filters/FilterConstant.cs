using System.Buffers.Binary;
using System.Text;
using MailMaker.Embedded.Tables.Entities;

namespace MailMaker.Embedded.Tables.Filters;

/// <summary>
/// A constant of a filter. Each comparison gives the order of the <em>stored</em> value relative to the constant; null when the types
/// differ (an Int32 constant never matches a stored Int64) or when there is no order (NaN).
/// </summary>
internal abstract record FilterConstant
{
    public virtual int? CompareTo(string stored) => null;

    public virtual int? CompareTo(long storedInstant) => null;

    public abstract int? CompareTo(PropertyReader stored);

    public sealed record Text(string Value) : FilterConstant
    {
        public override int? CompareTo(string stored) => string.CompareOrdinal(stored, Value);

        public override int? CompareTo(PropertyReader stored) =>
            stored.Type == EdmType.String ? CompareTo(Encoding.UTF8.GetString(stored.Value)) : null;
    }

    public sealed record Instant(long Ticks) : FilterConstant
    {
        public override int? CompareTo(long storedInstant) => storedInstant.CompareTo(Ticks);

        public override int? CompareTo(PropertyReader stored) =>
            stored.Type == EdmType.DateTime ? CompareTo(BinaryPrimitives.ReadInt64LittleEndian(stored.Value)) : null;
    }

    public sealed record Whole32(int Value) : FilterConstant
    {
        public override int? CompareTo(PropertyReader stored) =>
            stored.Type == EdmType.Int32 ? BinaryPrimitives.ReadInt32LittleEndian(stored.Value).CompareTo(Value) : null;
    }

    public sealed record Whole64(long Value) : FilterConstant
    {
        public override int? CompareTo(PropertyReader stored) =>
            stored.Type == EdmType.Int64 ? BinaryPrimitives.ReadInt64LittleEndian(stored.Value).CompareTo(Value) : null;
    }

    public sealed record Floating(double Value) : FilterConstant
    {
        public override int? CompareTo(PropertyReader stored)
        {
            if (stored.Type != EdmType.Double)
                return null;
            var value = BinaryPrimitives.ReadDoubleLittleEndian(stored.Value);
            return double.IsNaN(value) || double.IsNaN(Value) ? null : value.CompareTo(Value);
        }
    }

    public sealed record Truth(bool Value) : FilterConstant
    {
        public override int? CompareTo(PropertyReader stored) =>
            stored.Type is EdmType.True or EdmType.False ? (stored.Type == EdmType.True).CompareTo(Value) : null;
    }

    public sealed record Unique(Guid Value) : FilterConstant
    {
        public override int? CompareTo(PropertyReader stored) => stored.Type == EdmType.Guid ? new Guid(stored.Value).CompareTo(Value) : null;
    }

    public sealed record Bytes(byte[] Value) : FilterConstant
    {
        public override int? CompareTo(PropertyReader stored) => stored.Type == EdmType.Binary ? stored.Value.SequenceCompareTo(Value) : null;
    }
}
