namespace MailMaker.Core.Notices;

/// <summary>A right that a person used.</summary>
public enum PersonRight
{
    /// <summary>To get what is known about it (GDPR art. 15).</summary>
    Access,

    /// <summary>To have it erased (GDPR art. 17).</summary>
    Erasure,
}
