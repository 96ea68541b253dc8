namespace MailMaker.Benchmarks.Corpora;

/// <summary>Bounces from the history of a mailing list manager, many in forms older than the standard.</summary>
internal sealed class FluflScorer : InboundScorer
{
    public override string Name => "bounce-flufl";

    public override string Needs => "bounce-flufl/expected.jsonl";

    protected override IEnumerable<CorpusScore> ScoreReadings(string folder)
    {
        Tally recipients = new(), wrong = new();
        foreach (var item in Lines(Path.Combine(folder, Needs)).Where(i => i.GetProperty("known").GetBoolean()))
        {
            var file = Text(item, "file");
            var reading = Read(Path.Combine(folder, "bounce-flufl", file));
            var wanted = Strings(item, "permanent").Concat(Strings(item, "temporary")).ToList();
            recipients.Count(Same(wanted, AddressesOf(reading)), $"{file}: {string.Join(", ", wanted)}, but {Told(reading)}");
            foreach (var address in AddressesOf(reading))
                wrong.Count(Has(HardOf(reading), address) && !Has(Strings(item, "permanent"), address), $"{file}: {Told(reading)}", countsAgainst: true);
        }

        yield return recipients.Score("bounce-flufl: recipients", Mark.AtLeast(.90));
        yield return wrong.Score("bounce-flufl: wrong suppressions", Mark.AtMost(.005));
    }
}
