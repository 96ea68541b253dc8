using System.Text.Json;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Bounces that speak of spam, quotas and unknown users, with the addresses and reasons of another parser's own tests.</summary>
internal sealed class BounceParserScorer : InboundScorer
{
    public override string Name => "bounce-perl-bounceparser";

    public override string Needs => "bounce-perl-bounceparser/expected.jsonl";

    protected override IEnumerable<CorpusScore> ScoreReadings(string folder)
    {
        Tally recipients = new(), wrong = new();
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var expected = item.GetProperty("expected");
            if (expected.ValueKind != JsonValueKind.Object)
                continue;
            var file = Text(item, "file");
            var reading = Read(Path.Combine(folder, "bounce-perl-bounceparser", file));
            if (expected.TryGetProperty("addresses", out _))
                recipients.Count(Same(Strings(expected, "addresses"), AddressesOf(reading)), $"{file}: {string.Join(", ", Strings(expected, "addresses"))}, but {Told(reading)}");
            if (Text(expected, "std_reason") is "spam" or "over_quota" or "user_disabled" or "message_too_large")
                wrong.Count(HardOf(reading).Count > 0, $"{file}: {Text(expected, "std_reason")}, but {Told(reading)}", countsAgainst: true);
        }

        yield return recipients.Score("bounce-perl-bounceparser: recipients", Mark.AtLeast(.95));
        yield return wrong.Score("bounce-perl-bounceparser: wrong suppressions", Mark.AtMost(.005));
    }
}
