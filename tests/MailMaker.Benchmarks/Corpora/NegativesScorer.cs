using MailMaker.Core.Inbound;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Ordinary mails, hard and broken ones among them: none is a bounce or a complaint.</summary>
internal sealed class NegativesScorer : InboundScorer
{
    public override string Name => "bounce-negatives";

    public override string Needs => "bounce-negatives.jsonl";

    protected override IEnumerable<CorpusScore> ScoreReadings(string folder)
    {
        var taken = new Tally();
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var file = Path.Combine(folder, Text(item, "file"));
            if (!File.Exists(file))
                continue;
            var reading = Read(file);
            taken.Count(reading is InboundReading.Bounce or InboundReading.Complaint, $"{Text(item, "file")}: {Told(reading)}", countsAgainst: true);
        }

        yield return taken.Score("bounce-negatives: taken for one", Mark.AtMost(0));
    }
}
