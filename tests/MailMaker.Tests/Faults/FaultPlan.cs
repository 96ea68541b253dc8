using System.Collections.Concurrent;

namespace MailMaker.Tests.Faults;

/// <summary>When which fault strikes: at random, by a seed, and for the first time after as many chances as it has on average to wait. Which of several calls that run together is struck depends on the machine. Thread-safe.</summary>
/// <param name="seed">Fixes the sequence of throws.</param>
/// <param name="rates">How often each fault strikes a call that can have it, 0 to 1; those that are not named never do.</param>
internal sealed class FaultPlan(int seed, params (Fault Fault, double Rate)[] rates)
{
    private readonly Random random = new(seed);
    private readonly Dictionary<Fault, double> rates = rates.ToDictionary(r => r.Fault, r => r.Rate);
    private readonly ConcurrentDictionary<Fault, int> struck = new();
    private readonly ConcurrentDictionary<Fault, int> chances = new();

    /// <summary>Whether faults strike at all.</summary>
    public bool IsOn { get; set; }

    /// <summary>Whether every call is refused with 503: an outage.</summary>
    public bool IsOut { get; set; }

    /// <summary>How often each fault struck.</summary>
    public IReadOnlyDictionary<Fault, int> Struck => struck;

    /// <summary>Whether a fault strikes now.</summary>
    public bool Strikes(Fault fault)
    {
        if (IsOut && fault == Fault.Busy)
            return Count(fault);
        return IsOn && rates.TryGetValue(fault, out var rate) && (Next() < rate || IsLate(fault, rate)) && Count(fault);
    }

    // A run with few chances would else say nothing about a fault.
    private bool IsLate(Fault fault, double rate) => chances.AddOrUpdate(fault, 1, (_, n) => n + 1) >= 1 / rate && !struck.ContainsKey(fault);

    /// <summary>A number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() * end);

    private double Next()
    {
        lock (random)
            return random.NextDouble();
    }

    private bool Count(Fault fault)
    {
        struck.AddOrUpdate(fault, 1, (_, n) => n + 1);
        return true;
    }
}
