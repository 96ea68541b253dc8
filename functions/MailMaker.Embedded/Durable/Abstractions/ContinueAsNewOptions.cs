namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over.</summary>
public class ContinueAsNewOptions
{
    /// <summary>Input of the next run.</summary>
    public object? NewInput { get; set; }

    /// <summary>Whether events that nobody has waited for yet are kept for the next run.</summary>
    public bool PreserveUnprocessedEvents { get; set; } = true;
}
