namespace MailMaker.Core.Tracking;

/// <summary>What a single request shows of a machine behind it; docs/tracking.md has the table with its sources. Nothing of the request itself is kept.</summary>
[Flags]
public enum MachineSigns
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The request says itself that it is made ahead of a person's wish (Fetch §sec-purpose, and its forerunners <c>Purpose</c> and <c>X-Moz</c>).</summary>
    Prefetch = 1,

    /// <summary>The bare <c>Mozilla/5.0</c> of Apple's Mail Privacy Protection, which loads pictures whether or not the mail is read.</summary>
    PrivacyPrefetch = 2,

    /// <summary>A gateway or service that looks at links and names itself.</summary>
    Scanner = 4,

    /// <summary>A program library, a command-line tool, a crawler or a link preview.</summary>
    Program = 8,

    /// <summary>A link asked for without any user agent: browsers always have one.</summary>
    NoAgent = 16,
}
