using System.Text.Json.Serialization;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Benchmarks.Scale.Simulation;

namespace MailMaker.Benchmarks.Scale;

/// <summary>Campaigns that are simulated to be compared.</summary>
/// <param name="Title">What differs between them.</param>
/// <param name="Campaigns">The campaigns.</param>
internal sealed record ScaleSeries(string Title, [property: JsonIgnore] IReadOnlyList<SimulatedCampaign> Campaigns)
{
    private static readonly ServiceLimits Limits = new();

    /// <summary>What they came to, once they have run.</summary>
    public List<SimulationResult> Results { get; } = [];

    /// <summary>What is simulated of one kind of campaign.</summary>
    public static IEnumerable<ScaleSeries> Of(string title, SliceScript script, int workers)
    {
        var campaign = new SimulatedCampaign { Script = script, Contacts = 1_000_000, Workers = workers };
        yield return new($"{title}: storage accounts", [.. from size in (int[])[1, 10] from accounts in (int[])[1, 2, 3, 4] select campaign with { Contacts = size * 1_000_000, Accounts = accounts }]);
        yield return new($"{title}: the app as it was before it waited", [.. ((int[])[1, 2, 3, 4]).Select(a => campaign with { Contacts = 10_000_000, Accounts = a, GivesUp = true })]);
        if (script.Requests > CountedScripts.Later.Requests)
            yield break;
        yield return new(
            $"{title}: with a rate",
            [
                .. from rate in (int[])[1_000_000, 100_000]
                   from together in (bool[])[false, true]
                   from accounts in (int[])[1, 4]
                   select campaign with { Script = script.WithRate(), PerMinute = rate, AsksTogether = together, Accounts = accounts },
            ]);
        yield return new($"{title}: workers", [.. ((int[])[8, 16, 32, 64, 128, 256, 512]).Select(w => campaign with { Workers = w })]);
        yield return new(
            $"{title}: how it is queued, and how the client waits",
            [
                .. from atOnce in (int[])[99, 10, 5, 2]
                   from limits in (ServiceLimits[])[Limits.WithDefaultWaits(), Limits]
                   from accounts in (int[])[1, 4]
                   select campaign with { PlannedAtOnce = atOnce, PlansAnewOnConflict = atOnce == 99, Limits = limits, Accounts = accounts },
            ]);
    }

    /// <summary>Simulates them.</summary>
    public void Run(Action<SimulationResult>? each, Action<string>? begin)
    {
        begin?.Invoke(Title);
        foreach (var campaign in Campaigns)
        {
            Results.Add(ScaleSimulation.Run(campaign));
            each?.Invoke(Results[^1]);
        }
    }
}
