namespace MailMaker.Embedded.Durable.History;

/// <summary>What a committed transaction sets in motion. Acted on only once it is on disk.</summary>
internal sealed class Effects
{
    /// <summary>Instances (by <c>seq</c>) that have something to do.</summary>
    public HashSet<long> Wake { get; } = [];

    /// <summary>Activities (by <c>seq</c>) to run.</summary>
    public List<long> Activities { get; } = [];

    /// <summary>Ids of instances that started or finished.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>The earliest new timer, UTC ticks.</summary>
    public long EarliestTimer { get; private set; } = long.MaxValue;

    /// <summary>Notes a new timer.</summary>
    public void Timer(long due) => EarliestTimer = Math.Min(EarliestTimer, due);
}
