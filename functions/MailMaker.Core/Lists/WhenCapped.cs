namespace MailMaker.Core.Lists;

/// <summary>What becomes of a recipient whose frequency cap is used up.</summary>
public enum WhenCapped
{
    /// <summary>It waits for the earliest moment at which the rules allow a message, if that comes before the campaign expires.</summary>
    Defer,

    /// <summary>It gets nothing of this campaign.</summary>
    Drop,
}
