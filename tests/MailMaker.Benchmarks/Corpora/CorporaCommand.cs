using System.Text.Json;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Prints the score of each corpus and whether it meets its mark; exit code 1 when one does not.</summary>
internal static class CorporaCommand
{
    public static int Run(string folder, string? only, int notes, bool json)
    {
        if (!Directory.Exists(folder))
        {
            Console.Error.WriteLine($"The test material is not there: {Path.GetFullPath(folder)}.");
            return 1;
        }

        var scores = new List<CorpusScore>();
        foreach (var scorer in CorpusScorer.All.Where(s => only is null || s.Name == only))
        {
            if (!Path.Exists(Path.Combine(folder, scorer.Needs)))
            {
                Console.Error.WriteLine($"{scorer.Name}: not scored, {scorer.Needs} is not there.");
                continue;
            }

            foreach (var score in scorer.Score(folder))
            {
                scores.Add(score);
                if (!json)
                    Print(score, notes);
            }
        }

        if (json)
            Console.WriteLine(JsonSerializer.Serialize(scores.Select(s => new { name = s.Name, score = s.Score, mark = s.Mark.ToString(), passed = s.Passed, hits = s.Hits, counted = s.Counted })));
        return scores.Count > 0 && scores.TrueForAll(s => s.Passed) ? 0 : 1;
    }

    private static void Print(CorpusScore score, int notes)
    {
        Console.WriteLine(score);
        foreach (var note in score.Notes.Take(notes))
            Console.WriteLine($"    {note}");
    }
}
