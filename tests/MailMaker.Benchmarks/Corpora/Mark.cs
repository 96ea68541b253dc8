using System.Globalization;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>What a score is held against: at least so much, or (a ceiling) at most.</summary>
internal readonly record struct Mark
{
    private Mark(double value, bool isCeiling) => (Value, IsCeiling) = (value, isCeiling);

    public double Value { get; }

    public bool IsCeiling { get; }

    public static Mark AtLeast(double value) => new(value, false);

    public static Mark AtMost(double value) => new(value, true);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsCeiling ? "<=" : ">=")} {Value}");
}
