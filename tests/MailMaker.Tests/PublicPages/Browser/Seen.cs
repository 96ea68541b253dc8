namespace MailMaker.Tests.PublicPages.Browser;

/// <summary>What came of a visit.</summary>
/// <param name="Name">The visit.</param>
/// <param name="Url">Where it ended.</param>
/// <param name="Title">The page's title.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Language">The language it says it is in.</param>
/// <param name="Requests">Every address that the browser asked.</param>
/// <param name="Dialogs">How often a script spoke up.</param>
/// <param name="Violations">What axe found against WCAG 2.2 A and AA.</param>
/// <param name="Cookies">Cookies set.</param>
/// <param name="Overflow">Pixels that stick out at the side.</param>
/// <param name="Small">Targets under 44 pixels.</param>
/// <param name="FocusWidth">Width of the outline around what has the focus; null where nothing can have it.</param>
/// <param name="Scripts">Scripts in the page.</param>
internal sealed record Seen(
    string Name,
    string Url,
    string Title,
    string Heading,
    string Language,
    IReadOnlyList<string> Requests,
    int Dialogs,
    IReadOnlyList<string> Violations,
    int Cookies,
    int Overflow,
    IReadOnlyList<string>? Small,
    double? FocusWidth,
    int Scripts);
