using MailMaker.Benchmarks.Scale.Simulation;

namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>Makes the script of a slice's run from the runs that were counted.</summary>
internal static class ScriptReader
{
    // AddressClaims asks for so many rows, and writes so many partitions, at a time.
    private const int Lanes = 16;
    private const int SliceMembers = 100;

    /// <summary>
    /// The order of requests that most runs of full slices had, of those where nobody else wrote first and which recorded themselves and nobody else: slices of one bucket that come together are
    /// recorded together by one of them. Entities as they were on average.
    /// </summary>
    public static SliceScript Read(CountedCampaign campaign)
    {
        var full = campaign.Invocations.Where(i => i.Function == CountedCampaign.Slice && !i.Operations.Any(o => o.IsConflict) && ClaimedBy(i) == SliceMembers)
            .Select(Rounds).Where(r => r.Count(s => s.Kind == StepKind.Record) == 1 && r.Single(s => s.Kind == StepKind.Record).Entities == 2).GroupBy(r => string.Join(';', r.Select(s => s.Name)), StringComparer.Ordinal).MaxBy(g => g.Count())
            ?? throw new InvalidOperationException("No slice of 100 was counted.");
        var runs = full.ToList();
        var steps = new List<SliceStep>();
        for (var i = 0; i < runs[0].Count; i++)
        {
            var step = runs[0][i] with { Entities = runs.Average(r => r[i].Entities), Requests = (int)Math.Round(runs.Average(r => r[i].Requests)) };
            // The mails go out before the outcomes are recorded.
            if (step.Kind == StepKind.ReadSum)
                steps.Add(new SliceStep("hand-over", "", Place.Contacts, StepKind.HandOver, 0));
            steps.Add(step);
        }

        return new SliceScript(steps);
    }

    private static int ClaimedBy(Invocation run) => run.Operations.Where(o => o is { Service: "Contacts", Verb: "transact" or "add" }).Sum(o => o.Entities);

    private static List<SliceStep> Rounds(Invocation run)
    {
        var rounds = new List<SliceStep>();
        foreach (var operation in run.Operations.Where(o => !o.IsMessage))
        {
            var entities = Math.Max(1, operation.Entities);
            var place = PlaceOf(operation.Service);
            // Claims on addresses run in lanes; everything else one after the other.
            if (place == Place.Addresses && rounds[^1] is { Place: Place.Addresses, Requests: < Lanes } last && last.Name == operation.Name)
                rounds[^1] = last with { Entities = last.Entities + entities, Requests = last.Requests + 1 };
            else
                rounds.Add(new SliceStep(operation.Name, operation.Service, place, KindOf(operation), entities));
        }

        return rounds;
    }

    private static Place PlaceOf(string table) => table switch
    {
        "Contacts" => Place.Contacts,
        "Ledger" => Place.Ledger,
        "AddressClaims" => Place.Addresses,
        _ => Place.Account,
    };

    private static StepKind KindOf(Operation operation) => operation switch
    {
        { Service: "Contacts", Verb: "query", Rows: "c" } => StepKind.Look,
        { Service: "Contacts", Verb: "transact" or "add" } => StepKind.Claim,
        { Service: "Ledger", Verb: "get", Rows: "sum" } => StepKind.ReadSum,
        { Service: "Ledger", Verb: "transact" } => StepKind.Record,
        _ => StepKind.Plain,
    };
}
