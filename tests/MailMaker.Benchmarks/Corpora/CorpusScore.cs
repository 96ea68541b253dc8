using System.Globalization;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>One figure of a corpus: how many of the things counted came out right (or wrong, for a mark that must not be exceeded).</summary>
/// <param name="Name">Short, as printed: "mime fields".</param>
/// <param name="Hits">Things that count towards the score.</param>
/// <param name="Counted">All things looked at.</param>
/// <param name="Mark">What the score is held against.</param>
/// <param name="Notes">A line for each miss, for whoever mends it.</param>
internal sealed record CorpusScore(string Name, long Hits, long Counted, Mark Mark, IReadOnlyList<string> Notes)
{
    public double Score => Counted == 0 ? 0 : (double)Hits / Counted;

    public bool Passed => Counted > 0 && (Mark.IsCeiling ? Score <= Mark.Value : Score >= Mark.Value);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name,-32}{Score,9:F4}  {Mark,-9}{(Passed ? "passed" : "MISSED"),-8}{Hits} of {Counted}");
}
