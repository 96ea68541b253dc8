using System.Text.Json;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Standard reports of delivery from four projects, some broken.</summary>
internal sealed class BounceMiscScorer : InboundScorer
{
    public override string Name => "bounce-misc";

    public override string Needs => "bounce-misc/expected.jsonl";

    protected override IEnumerable<CorpusScore> ScoreReadings(string folder)
    {
        Tally recipients = new(), wrong = new();
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var file = Text(item, "file");
            var reading = Read(Path.Combine(folder, file));
            var agreed = item.GetProperty("consensus_recipients").ValueKind == JsonValueKind.Array;
            var wanted = Strings(item, "consensus_recipients");
            if (agreed)
                recipients.Count(Same(wanted, AddressesOf(reading)), $"{file}: {string.Join(", ", wanted)}, but {Told(reading)}");
            wrong.Count(HardOf(reading).Any(a => !Has(wanted, a)), $"{file}: {Told(reading)}", countsAgainst: true);
        }

        yield return recipients.Score("bounce-misc: recipients", Mark.AtLeast(.97));
        yield return wrong.Score("bounce-misc: wrong suppressions", Mark.AtMost(.005));
    }
}
