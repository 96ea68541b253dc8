using MailMaker.Core.Inbound;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Feedback reports: every complaint is one, and no report of an authentication failure is.</summary>
internal sealed class FeedbackScorer : InboundScorer
{
    public override string Name => "arf-misc";

    public override string Needs => "arf-misc/expected.jsonl";

    protected override IEnumerable<CorpusScore> ScoreReadings(string folder)
    {
        Tally kinds = new(), recipients = new();
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var file = Text(item, "file");
            var reading = Read(Path.Combine(folder, file));
            var type = TypeOf(File.ReadAllText(Path.Combine(folder, file)));
            kinds.Count(
                type == "abuse" ? reading is InboundReading.Complaint { Type: FeedbackType.Abuse } : reading is InboundReading.Unknown { Reason: UnknownReason.AuthenticationReport },
                $"{file}: {type}, but {Told(reading)}");
            if (type == "abuse")
                foreach (var read in item.GetProperty("sisimai").EnumerateArray().Where(r => !Text(r, "recipient").EndsWith(".invalid", StringComparison.Ordinal)))
                    recipients.Count(Has(AddressesOf(reading), Text(read, "recipient")), $"{file}: {Text(read, "recipient")}, but {Told(reading)}");
        }

        yield return kinds.Score("arf-misc: kind", Mark.AtLeast(1));
        yield return recipients.Score("arf-misc: recipients", Mark.AtLeast(1));
    }

    // What a report says of itself; those without such a word, or with it encoded, in this corpus are all about DMARC.
    private static string TypeOf(string text) => text.Contains("Feedback-Type: abuse", StringComparison.OrdinalIgnoreCase) ? "abuse" : "auth-failure";
}
