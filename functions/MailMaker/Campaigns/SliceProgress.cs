namespace MailMaker.Campaigns;

/// <summary>Whether a run of a slice got anywhere, known also when it broke off.</summary>
public sealed class SliceProgress
{
    /// <summary>Whether somebody's final outcome was recorded.</summary>
    public bool IsMade { get; set; }
}
