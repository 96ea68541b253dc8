namespace MailMaker.Benchmarks.Scale.Counting;

/// <summary>What the app asked of the services for one campaign, from the launch to its end.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Contacts">Recipients.</param>
/// <param name="Invocations">Every run of a function meanwhile, and what the host asked for itself.</param>
internal sealed record CountedCampaign(string Name, int Contacts, IReadOnlyList<Invocation> Invocations)
{
    /// <summary>The function that runs a slice.</summary>
    public const string Slice = "SendSlice";

    private IEnumerable<Operation> Operations => Invocations.SelectMany(i => i.Operations);

    /// <summary>Requests of the tables: each is a billed transaction.</summary>
    public int Requests => Operations.Count(o => !o.IsMessage);

    /// <summary>Entities as the scalability targets count them: at least one a request.</summary>
    public long Entities => Operations.Where(o => !o.IsMessage).Sum(o => (long)Math.Max(1, o.Entities));

    /// <summary>Bytes of entities read and written.</summary>
    public long Bytes => Operations.Where(o => !o.IsMessage).Sum(o => o.Bytes);

    /// <summary>Operations of the queue: a batch counts each message.</summary>
    public long Messages => Operations.Where(o => o.IsMessage).Sum(o => (long)o.Entities);

    /// <summary>Requests that were refused because somebody else wrote first.</summary>
    public int Conflicts => Operations.Count(o => o is { IsMessage: false, IsConflict: true });

    /// <summary>How often slices were run.</summary>
    public int SliceRuns => Invocations.Count(i => i.Function == Slice);

    /// <summary>By function and request: how many, entities, bytes, conflicts; most entities first.</summary>
    public IReadOnlyList<CountedLine> Lines =>
    [
        .. Invocations.SelectMany(i => i.Operations.Select(o => (i.Function, o))).GroupBy(x => (x.Function, x.o.Name))
            .Select(g => new CountedLine(g.Key.Function, g.Key.Name, g.Count(), g.Sum(x => (long)x.o.Entities), g.Sum(x => x.o.Bytes), g.Count(x => x.o.IsConflict)))
            .OrderByDescending(l => l.Entities).ThenByDescending(l => l.Requests),
    ];

    /// <summary>The share of all entities that the busiest partitions take, busiest first.</summary>
    public IReadOnlyList<(string Partition, double Share)> Busiest(int most)
    {
        double all = Entities;
        return
        [
            .. Operations.Where(o => !o.IsMessage).GroupBy(o => $"{o.Service} {o.Partition}").Select(g => (g.Key, g.Sum(o => (double)Math.Max(1, o.Entities)) / all))
                .OrderByDescending(p => p.Item2).Take(most),
        ];
    }
}
