namespace MailMaker.Core.Tracking;

/// <summary>What was asked for.</summary>
public enum EventKind
{
    /// <summary>The pixel: somebody or something showed the mail's pictures.</summary>
    Open,

    /// <summary>A link.</summary>
    Click,
}
