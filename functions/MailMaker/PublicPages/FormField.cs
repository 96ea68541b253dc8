namespace MailMaker.PublicPages;

/// <summary>A field of a form on a public page: a label that is always there, and a fault that is tied to the field and said in words (WCAG 2.2 §3.3.1, §3.3.2).</summary>
/// <param name="Name">What the field is called in the post; unique on the page.</param>
/// <param name="Label">What people read.</param>
internal sealed record FormField(string Name, string Label)
{
    /// <summary>The input's type, such as <c>email</c>, <c>tel</c>, <c>date</c>.</summary>
    public string Type { get; init; } = "text";

    /// <summary>What was filled in before.</summary>
    public string Value { get; init; } = "";

    /// <summary>Whether the form can't do without it.</summary>
    public bool Required { get; init; }

    /// <summary>What it holds in the words of HTML's autofill, such as <c>email</c> or <c>given-name</c> (WCAG 2.2 §1.3.5); null for nothing about the person.</summary>
    public string? AutoComplete { get; init; }

    /// <summary>How to fill it in; null when the label says it all.</summary>
    public string? Hint { get; init; }

    /// <summary>What is wrong with what was filled in, and what to do; null when nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>Its id on the page.</summary>
    public string Id => "f-" + Name;
}
