using System.Diagnostics;
using System.Text.Json;
using MailMaker.Core.Inbound;

namespace MailMaker.Benchmarks.Corpora;

/// <summary>What the scorers of mails that come back have in common.</summary>
internal abstract class InboundScorer : CorpusScorer
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly List<string> slow = [];
    private int files;

    public override IEnumerable<CorpusScore> Score(string folder)
    {
        (files, _) = (0, slow.RemoveAll(_ => true));
        foreach (var score in ScoreReadings(folder))
            yield return score;
        yield return new($"{Name}: a file within 2 s", files - slow.Count, files, Mark.AtLeast(1), slow);
    }

    protected abstract IEnumerable<CorpusScore> ScoreReadings(string folder);

    protected InboundReading Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var watch = Stopwatch.StartNew();
        var reading = InboundReader.Read(bytes, InboundMailbox.Any);
        files++;
        if (watch.Elapsed > Longest)
            slow.Add(file);
        return reading;
    }

    protected static IReadOnlyList<string> Strings(JsonElement of, string name) =>
        of.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray().Select(s => s.GetString()!)] : [];

    protected static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    /// <summary>The addresses that a reading is about.</summary>
    protected static IReadOnlyList<string> AddressesOf(InboundReading reading) => reading switch
    {
        InboundReading.Bounce bounce => [.. bounce.Recipients.Select(r => r.Address)],
        InboundReading.Complaint complaint => complaint.Recipients,
        InboundReading.UnsubscribeRequest request => [request.From],
        _ => [],
    };

    /// <summary>The addresses that a reading would suppress at once.</summary>
    protected static IReadOnlyList<string> HardOf(InboundReading reading) =>
        reading is InboundReading.Bounce bounce ? [.. bounce.Recipients.Where(r => r.Class == BounceClass.Hard).Select(r => r.Address)] : [];

    protected static bool Same(IEnumerable<string> one, IEnumerable<string> other) =>
        one.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(other);

    protected static bool Has(IEnumerable<string> addresses, string address) => addresses.Contains(address, StringComparer.OrdinalIgnoreCase);

    protected static string Told(InboundReading reading) => reading switch
    {
        InboundReading.Bounce bounce => string.Join(", ", bounce.Recipients.Select(r => $"{r.Address} {r.Class} {r.Reason} {r.Action} {r.Status}")),
        InboundReading.Complaint complaint => $"complaint {complaint.Type} {string.Join(", ", complaint.Recipients)}",
        InboundReading.Unknown unknown => $"unknown: {unknown.Reason}",
        _ => reading.GetType().Name,
    };
}
