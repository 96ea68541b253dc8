namespace MailMaker.Benchmarks.Scale.Simulation;

/// <summary>What a run of a slice asks of the rate, and what comes of it.</summary>
/// <param name="worker">Who asks.</param>
/// <param name="messages">Messages that are asked for, or given back.</param>
/// <param name="at">When; of what is given back, when it was taken.</param>
internal sealed class RateAsked(Worker worker, int messages, double at)
{
    /// <summary>Who asks.</summary>
    public Worker Worker => worker;

    /// <summary>Messages.</summary>
    public int Messages => messages;

    /// <summary>When.</summary>
    public double At => at;

    /// <summary>Whether they had their turn already.</summary>
    public bool HadTurn { get; init; }

    /// <summary>Whether they are given back.</summary>
    public bool GivesBack { get; init; }

    /// <summary>Messages that may go.</summary>
    public int Allowed { get; set; }

    /// <summary>When the others ask again.</summary>
    public double DueAt { get; set; }

    /// <summary>Whether the tables refused it to the end.</summary>
    public bool IsRefused { get; set; }
}
