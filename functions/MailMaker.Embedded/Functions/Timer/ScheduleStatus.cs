namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a schedule stands. All times are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>When the function last ran; the default value when it never did.</summary>
    public DateTime Last { get; set; }

    /// <summary>When it is due next.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this record was written.</summary>
    public DateTime LastUpdated { get; set; }
}
