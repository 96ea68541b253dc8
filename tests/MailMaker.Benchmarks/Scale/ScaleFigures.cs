using System.Text.Json;
using System.Text.Json.Serialization;
using MailMaker.Benchmarks.Scale.Counting;
using MailMaker.Benchmarks.Scale.Simulation;

namespace MailMaker.Benchmarks.Scale;

/// <summary>Everything that the benchmark found.</summary>
internal sealed record ScaleFigures(
    [property: JsonIgnore] IReadOnlyList<CountedCampaign> Campaigns, IReadOnlyList<SliceScript> Scripts, IReadOnlyList<ScaleSeries> Simulated, IReadOnlyList<CampaignCost> Costs)
{
    /// <summary>How it is written.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        IncludeFields = true, Converters = { new JsonStringEnumConverter() }, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>What was counted, without each request.</summary>
    public IEnumerable<object> Counted => Campaigns.Select(c => new { c.Name, c.Contacts, c.Requests, c.Entities, c.Bytes, c.Messages, c.SliceRuns, c.Conflicts, c.Lines });
}
