namespace MailMaker.Tests.PublicPages.Browser;

/// <summary>A visit to a page in a real browser.</summary>
/// <param name="Name">What a failure calls it.</param>
/// <param name="Url">Where it begins.</param>
internal sealed record Visit(string Name, string Url)
{
    /// <summary>The browser's language.</summary>
    public string Locale { get; init; } = "en";

    /// <summary>Whether the reader prefers a dark ground.</summary>
    public bool Dark { get; init; }

    /// <summary>Whether scripts run; without them nothing is measured.</summary>
    public bool Script { get; init; } = true;

    /// <summary>Whether the page's content security policy is switched off, to see what it would have to stop.</summary>
    public bool WithoutPolicy { get; init; }

    /// <summary>Pixels of the window; 320 is a window of 1280 at 400 % (WCAG 2.2 §1.4.10).</summary>
    public int Width { get; init; } = 1280;

    /// <summary>What is done on the page before it is looked at.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];
}
