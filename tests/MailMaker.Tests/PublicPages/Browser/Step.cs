namespace MailMaker.Tests.PublicPages.Browser;

/// <summary>One thing done on a page; one of the members is set.</summary>
internal sealed record Step
{
    /// <summary>A key that is pressed.</summary>
    public string? Key { get; init; }

    /// <summary>Enter, which sends a form or follows a link.</summary>
    public bool Submit { get; init; }

    /// <summary>The selector of what is clicked, which leads to another page.</summary>
    public string? Click { get; init; }

    /// <summary>The selector of a field that is filled in.</summary>
    public string? Fill { get; init; }

    /// <summary>The selector of a box that is ticked.</summary>
    public string? Tick { get; init; }

    /// <summary>What is typed where the focus is.</summary>
    public string? Type { get; init; }

    /// <summary>What a field is filled with.</summary>
    public string? Text { get; init; }
}
