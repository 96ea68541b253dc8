using MailMaker.Benchmarks.Scale.Limits;

namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>A campaign as it is to be simulated. Times in seconds.</summary>
internal sealed record SimulatedCampaign
{
    /// <summary>What one run of a slice asks for.</summary>
    public required SliceScript Script { get; init; }

    /// <summary>Recipients.</summary>
    public required int Contacts { get; init; }

    /// <summary>Slices that are worked on at once, over all instances.</summary>
    public required int Workers { get; init; }

    /// <summary>Storage accounts that the buckets are spread over.</summary>
    public int Accounts { get; init; } = 1;

    /// <summary>Service Bus namespaces.</summary>
    public int Namespaces { get; init; } = 1;

    /// <summary>Buckets of the list.</summary>
    public int Buckets { get; init; } = 64;

    /// <summary>Slices that one instance works on at once, and activities that it runs at once (host.json).</summary>
    public int PerInstance { get; init; } = 8;

    /// <summary>Slices that the planner writes and queues together.</summary>
    public int PlannedAtOnce { get; init; } = 5;

    /// <summary>Whether a planner that finds the counts changed looks anew where its plan stands, and reads the contacts again.</summary>
    public bool PlansAnewOnConflict { get; init; }

    /// <summary>Messages a minute at most; null without a rate.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Whether the slices of one instance ask for the rate together, and not each by itself.</summary>
    public bool AsksTogether { get; init; } = true;

    /// <summary>How long the hand-over of a slice's mails takes.</summary>
    public double HandOver { get; init; } = 0.1;

    /// <summary>How long after a claim a hand-over may begin: the app's lease less its margin.</summary>
    public double Lease { get; init; } = 0.65;

    /// <summary>
    /// Whether a run that a 503 ends gives its message back, so that ten of them are its death, and a plan has eight tries: as the app was before it waited. It then reads and queues anew what
    /// was planned, and what can't be recorded at once is handed over again.
    /// </summary>
    public bool GivesUp { get; init; }

    /// <summary>The services' limits.</summary>
    public ServiceLimits Limits { get; init; } = new();

    /// <summary>Fixes latencies and waits.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Slices of 100 in each bucket.</summary>
    public int SlicesPerBucket => (int)Math.Ceiling(Contacts / 100.0 / Buckets);
}
