namespace MailMaker.Core.Notices;

/// <summary>What a person is to be told about its consent.</summary>
public enum ConsentDutyKind
{
    /// <summary>That its agreeing was processed (Network Act art. 50(7)).</summary>
    AgreedNotice,

    /// <summary>That its leaving was processed (Network Act art. 50(7)).</summary>
    LeftNotice,

    /// <summary>That it once agreed, when, and how to go on or end it (Network Act art. 50(8)).</summary>
    Recheck,
}
