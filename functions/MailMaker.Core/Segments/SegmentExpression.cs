using System.Text.Json.Serialization;

namespace MailMaker.Core.Segments;

/// <summary>
/// Whom a filter or segment means: comparisons of contact fields, joined by and, or, not. A closed set; immutable. It knows no list: what its fields are is asked when it is
/// compiled for one (<see cref="SegmentCompiler"/>).
/// </summary>
[JsonConverter(typeof(SegmentJsonConverter))]
public abstract record SegmentExpression
{
    private SegmentExpression()
    {
    }

    /// <summary>Everybody whom all of its parts mean.</summary>
    /// <param name="Parts">The parts; at least one.</param>
    public sealed record And(IReadOnlyList<SegmentExpression> Parts) : SegmentExpression
    {
        /// <inheritdoc />
        public bool Equals(And? other) => other is not null && Parts.SequenceEqual(other.Parts);

        /// <inheritdoc />
        public override int GetHashCode() => Parts.Aggregate(1, HashCode.Combine);
    }

    /// <summary>Everybody whom one of its parts means.</summary>
    /// <param name="Parts">The parts; at least one.</param>
    public sealed record Or(IReadOnlyList<SegmentExpression> Parts) : SegmentExpression
    {
        /// <inheritdoc />
        public bool Equals(Or? other) => other is not null && Parts.SequenceEqual(other.Parts);

        /// <inheritdoc />
        public override int GetHashCode() => Parts.Aggregate(2, HashCode.Combine);
    }

    /// <summary>Everybody whom its part does not mean: those without a value too, since a comparison with nothing is false.</summary>
    /// <param name="Part">The part.</param>
    public sealed record Not(SegmentExpression Part) : SegmentExpression;

    /// <summary>Everybody whose field compares so. Of an empty field only <see cref="FilterOperator.Empty"/> can be true.</summary>
    /// <param name="Field">The field's name, built-in or a list's own, whatever the case.</param>
    /// <param name="Operator">How.</param>
    /// <param name="Values">With what: two for between, one or more for in, else one.</param>
    public sealed record Comparison(string Field, FilterOperator Operator, IReadOnlyList<FilterValue> Values) : SegmentExpression
    {
        /// <inheritdoc />
        public bool Equals(Comparison? other) =>
            other is not null && Field == other.Field && Operator == other.Operator && Values.SequenceEqual(other.Values);

        /// <inheritdoc />
        public override int GetHashCode() => Values.Aggregate(HashCode.Combine(Field, Operator), HashCode.Combine);
    }
}
