using System.Text.Json;
using MailMaker.Benchmarks.Scale.Counting;
using MailMaker.Benchmarks.Scale.Simulation;

namespace MailMaker.Benchmarks.Scale;

/// <summary>What campaigns ask of Azure's tables and queue: counted in a real run, then simulated against the services' limits.</summary>
internal static class ScaleBenchmark
{
    /// <summary>Counts, simulates and prints.</summary>
    /// <param name="contacts">Contacts of the counted run; 0 simulates with what was counted last.</param>
    /// <param name="workers">Slices that the simulated instances work on at once.</param>
    /// <param name="json">Prints one JSON object instead of tables.</param>
    /// <param name="cancellationToken">Stops the counted run.</param>
    public static async Task<int> RunAsync(int contacts, int workers, bool json, CancellationToken cancellationToken)
    {
        var counted = contacts > 0 ? await CountedRun.RunAsync(contacts, cancellationToken) : [];
        var scripts = counted.Select(ScriptReader.Read).ToList();
        List<(string, SliceScript)> named = contacts > 0 ? [.. counted.Zip(scripts, (c, s) => (c.Name, s))] : [("later campaign", CountedScripts.Later)];
        var series = named.SelectMany(n => ScaleSeries.Of(n.Item1, n.Item2, workers)).ToList();
        if (!json)
            counted.Zip(scripts).ToList().ForEach(c => ScaleReport.Counted(c.First, c.Second));
        series.ForEach(s => s.Run(json ? null : ScaleReport.Line, json ? null : ScaleReport.Head));
        var costs = counted.Zip(scripts, (c, s) => new PriceList().Of(c, series.SelectMany(r => r.Results).First(r => r.Campaign.Script == s))).ToList();
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(new ScaleFigures(counted, scripts, series, costs), ScaleFigures.Json));
        else
            ScaleReport.Costs(costs);
        return 0;
    }
}
