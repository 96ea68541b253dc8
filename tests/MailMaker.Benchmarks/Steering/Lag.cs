namespace MailMaker.Benchmarks.Steering;

/// <summary>Delays, in milliseconds.</summary>
/// <param name="MedianMs">The middle one.</param>
/// <param name="LargestMs">The longest.</param>
internal sealed record Lag(int MedianMs, int LargestMs)
{
    /// <summary>What some delays come to.</summary>
    public static Lag Of(IEnumerable<double> milliseconds)
    {
        var ordered = milliseconds.Order().ToList();
        return new Lag((int)Math.Ceiling(ordered[ordered.Count / 2]), (int)Math.Ceiling(ordered[^1]));
    }
}
