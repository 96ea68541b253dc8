using System.Text.Json;
using MailMaker.Core.Inbound;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>Bounces, complaints and auto-replies of 60 mail systems: kind, recipients, and what would be suppressed.</summary>
internal sealed class SisimaiScorer : InboundScorer
{
    public override string Name => "bounce-sisimai";

    public override string Needs => "bounce-sisimai/expected.jsonl";

    protected override IEnumerable<CorpusScore> ScoreReadings(string folder)
    {
        Tally kinds = new(), recipients = new(), hard = new(), wrong = new();
        foreach (var item in Lines(Path.Combine(folder, Needs)))
        {
            var file = Text(item, "file");
            var reading = Read(Path.Combine(folder, "bounce-sisimai", file));
            var expected = item.GetProperty("expected").EnumerateArray().ToList();
            if (expected.Count == 0)
                continue;
            var kind = KindOf(expected[0]);
            kinds.Count(kind == KindOf(reading), $"{file}: {kind}, but {Told(reading)}");
            // Auto-replies, reports of authentication and of delivery call for no recipient.
            if (kind is "autoreply" or "authentication" or "delivered")
                continue;
            var wanted = Strings(item, "recipients").Where(r => !r.EndsWith(".invalid", StringComparison.Ordinal)).ToList();
            if (item.GetProperty("recipients_confirmed").GetBoolean())
                recipients.Count(Same(wanted, AddressesOf(reading)), $"{file}: {string.Join(", ", wanted)}, but {Told(reading)}");
            foreach (var address in wanted)
                if (IsHard(item, expected, address) is { } isHard)
                    hard.Count(isHard == Has(HardOf(reading), address), $"{file}: {address} {(isHard ? "hard" : "not hard")}, but {Told(reading)}");
            foreach (var address in AddressesOf(reading))
                wrong.Count(Has(HardOf(reading), address) && IsHard(item, expected, address) != true, $"{file}: {Told(reading)}", countsAgainst: true);
        }

        yield return kinds.Score("bounce-sisimai: kind", Mark.AtLeast(.97));
        yield return recipients.Score("bounce-sisimai: recipients", Mark.AtLeast(.97));
        yield return hard.Score("bounce-sisimai: hard flag", Mark.AtLeast(.97));
        yield return wrong.Score("bounce-sisimai: wrong suppressions", Mark.AtMost(.005));
    }

    // The maintainers' tests give the outcomes of a mail without their addresses; where they differ, their program's own reading tells which is whose.
    private static bool? IsHard(JsonElement item, List<JsonElement> expected, string address)
    {
        var all = expected.ConvertAll(e => e.GetProperty("hardbounce").GetBoolean());
        if (!Has(Strings(item, "recipients"), address))
            return null;
        if (all.TrueForAll(h => h == all[0]))
            return all[0];
        foreach (var read in item.GetProperty("oracle_v51").EnumerateArray())
            if (Text(read, "recipient").Equals(address, StringComparison.OrdinalIgnoreCase))
                return read.GetProperty("hardbounce").GetBoolean();
        return null;
    }

    private static string KindOf(JsonElement expected) => (Text(expected, "class"), Text(expected, "feedbacktype")) switch
    {
        ("complaint", "auth-failure") => "authentication",
        ("complaint", "opt-out") => "request",
        ("complaint" or "autoreply" or "delivered", _) => Text(expected, "class"),
        _ => "bounce",
    };

    private static string KindOf(InboundReading reading) => reading switch
    {
        InboundReading.Bounce => "bounce",
        InboundReading.Complaint => "complaint",
        InboundReading.AutoReply => "autoreply",
        InboundReading.UnsubscribeRequest => "request",
        InboundReading.Unknown { Reason: UnknownReason.Delivered } => "delivered",
        InboundReading.Unknown { Reason: UnknownReason.AuthenticationReport } => "authentication",
        _ => "unknown",
    };
}
