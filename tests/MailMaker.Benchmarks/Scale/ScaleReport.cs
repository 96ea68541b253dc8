using System.Globalization;
using MailMaker.Benchmarks.Scale.Counting;
using MailMaker.Benchmarks.Scale.Simulation;

namespace MailMaker.Benchmarks.Scale;

/// <summary>Prints what was counted and simulated, as tables of Markdown.</summary>
internal static class ScaleReport
{
    public static void Counted(CountedCampaign campaign, SliceScript script)
    {
        var million = 1e6 / campaign.Contacts;
        Print($"## Counted: {campaign.Name}, {campaign.Contacts} contacts");
        Print($"Per million contacts: {campaign.Requests * million:N0} table requests, {campaign.Entities * million:N0} entities, {campaign.Bytes * million / 1e6:N0} MB of entities, "
            + $"{campaign.Messages * million:N0} queue operations, {campaign.Invocations.Count * million:N0} executions; {campaign.SliceRuns} runs of slices, {campaign.Conflicts} conflicts in this run.");
        Print("| function | request | requests | entities | KB | conflicts |\n|---|---|---|---|---|---|");
        foreach (var line in campaign.Lines.Take(24))
            Print($"| {line.Function} | {line.Request} | {line.Requests} | {line.Entities} | {line.Bytes / 1000} | {line.Conflicts} |");
        Print("Busiest partitions: " + string.Join(", ", campaign.Busiest(4).Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Partition} {p.Share:P1}"))) + "\n");
        Script(script);
    }

    private static void Script(SliceScript script)
    {
        Print($"A full slice: {script.Requests} requests, {script.Entities:N0} entities.");
        Print("| step | partition | requests | entities |\n|---|---|---|---|");
        foreach (var step in script.Steps)
            Print($"| {step.Name} | {(step.Kind == StepKind.HandOver ? "" : step.Place)} | {(step.Kind == StepKind.HandOver ? 0 : step.Requests)} | {step.Entities:N1} |");
        Print("");
    }

    public static void Head(string title) => Print(
        $"## Simulated: {title}\n| contacts | buckets | workers | accounts | bus | planned at once | time | contacts/s | first mail | account at | waits at most | 503 (partition / account) | hottest partition | conflicts | late claims | runs put off (most of one slice) | dead | again | plans put off (most in a row) | bus waits | rate a minute: most in one | writes of its row (conflicts) | turns waited for |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");

    public static void Line(SimulationResult r) => Print(
        $"| {r.Campaign.Contacts / 1_000_000.0:0.##}M | {r.Campaign.Buckets} | {r.Campaign.Workers} | {r.Campaign.Accounts} | {r.Campaign.Namespaces} | {r.Campaign.PlannedAtOnce}{(r.Campaign.PlansAnewOnConflict ? " anew" : "")}{(r.Campaign.GivesUp ? ", gives up" : "")} "
        + $"| {r.Seconds:N0} s | {r.ContactsPerSecond:N0} | {r.FirstHandOverAt:0.0} s | {r.AccountShare:P0} | {r.Campaign.Limits.Tries} x from {r.Campaign.Limits.FirstWait} s | {r.RefusedShare:P1} ({r.Refused.Partition} / {r.Refused.Account}) "
        + $"| {r.Hottest.Name}: mean {r.Hottest.Mean:N0}/s, most {r.Hottest.MostInSecond:N0}/s, {r.Hottest.Refused} refused | {r.Conflicts} | {r.LateClaims} | {r.FailedRuns} ({r.MostOutages.Slice}) | {r.Slices.Dead} | {r.HandedOverAgain} | {r.PlansAnew} ({r.MostOutages.Plan}){(r.IsAbandoned ? " abandoned" : "")} | {r.Messages.Refused} | {(r.Campaign.PerMinute is { } rate ? $"{rate}{(r.Campaign.AsksTogether ? "" : " alone")}: {r.MostInMinute}" : "")} | {r.Rates.Writes} ({r.Rates.Conflicts}) | {r.Rates.Deferred} |");

    public static void Costs(IReadOnlyList<CampaignCost> costs)
    {
        Print("## Dollars per million contacts, without the channel\n| campaign | tables | queue | executions | compute | all |\n|---|---|---|---|---|---|");
        foreach (var cost in costs)
            Print($"| {cost.Campaign} | {cost.Tables:0.000} | {cost.Queue:0.000} | {cost.Executions:0.000} | {cost.Compute:0.000} | {cost.Total:0.00} |");
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Print(string text) => Console.WriteLine(text);
}
