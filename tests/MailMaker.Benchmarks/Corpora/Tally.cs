namespace MailMaker.Benchmarks.Corpora;

/// <summary>Counts what came out right, and notes what did not.</summary>
internal sealed class Tally
{
    private readonly List<string> notes = [];
    private int hits;
    private int all;

    /// <summary>Counts one thing.</summary>
    /// <param name="isHit">Whether it counts towards the score.</param>
    /// <param name="note">What to say of a miss.</param>
    /// <param name="countsAgainst">The score is a ceiling: a hit is what must not be, and is noted.</param>
    public void Count(bool isHit, string note, bool countsAgainst = false)
    {
        all++;
        if (isHit)
            hits++;
        if (isHit == countsAgainst)
            notes.Add(note);
    }

    public CorpusScore Score(string name, Mark mark) => new(name, hits, all, mark, notes);
}
