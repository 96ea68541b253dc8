using MailMaker.Core.Contacts;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Numbers of every region and kind of line: which can get an SMS, and their E.164 form.</summary>
internal sealed class PhonesScorer : CorpusScorer
{
    public override string Name => "phones";

    public override string Needs => "phones/libphonenumber-examples.jsonl";

    public override IEnumerable<CorpusScore> Score(string folder)
    {
        var (good, all, notes) = (0, 0, new List<string>());
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var (input, region) = (item.GetProperty("input").GetString()!, item.GetProperty("region").GetString()!);
            var expected = item.GetProperty("valid").GetBoolean() && item.GetProperty("can_sms").GetBoolean() ? item.GetProperty("e164").GetString() : "";
            var actual = MobileNumber.TryParse(input, region, out var number) ? number.Value : "";
            all++;
            if (actual == expected)
                good++;
            else
                notes.Add($"{region} {input} ({item.GetProperty("type").GetString()}): '{expected}' but got '{actual}'");
        }

        yield return new("phones: can get SMS, and as E.164", good, all, Mark.AtLeast(.99), notes);
    }
}
