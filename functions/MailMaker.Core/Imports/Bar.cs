namespace MailMaker.Core.Imports;

/// <summary>Why a person is not to be written to, whatever a file says. The greater the value, the harder it is lifted.</summary>
public enum Bar
{
    /// <summary>There is no bar.</summary>
    None,

    /// <summary>The person left.</summary>
    Left,

    /// <summary>The address is suppressed: it bounced, or someone put it on the suppression list.</summary>
    Suppressed,

    /// <summary>The person complained.</summary>
    Complained,
}
