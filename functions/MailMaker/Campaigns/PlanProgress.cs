namespace MailMaker.Campaigns;

/// <summary>How far the plan of a bucket got, known also when it broke off.</summary>
/// <param name="queued">Slices that were known to be on the queue before.</param>
public sealed class PlanProgress(int queued = 0)
{
    private readonly int before = queued;

    /// <summary>Slices of the bucket, from its first one on, that are known to be on the queue, or to need nothing.</summary>
    public int Queued { get; set; } = queued;

    /// <summary>Whether there are more than before.</summary>
    public bool IsMade => Queued > before;
}
