namespace MailMaker.Core.Content;

/// <summary>What a <c>{{…}}</c> does.</summary>
internal enum TagKind
{
    Value,
    Open,
    Else,
    Close,
    Comment,

    /// <summary>Partials, decorators, raw blocks: other templates and code, which mails have not.</summary>
    Foreign,
}

/// <summary>One <c>{{…}}</c> of a template.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">First word inside, such as <c>if</c>.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index after its last character.</param>
internal readonly record struct TemplateTag(TagKind Kind, string Name, int Start, int End)
{
    /// <summary>
    /// What Handlebars.Net gets to see of it: of a comment only that there is one, since it ends some in other places than handlebars.js does, and with them other text of the
    /// mail; and of <c>{{^}}</c> an <c>{{else}}</c>, since it would write both parts.
    /// </summary>
    /// <param name="template">The template.</param>
    public ReadOnlySpan<char> Source(string template) => Kind switch
    {
        TagKind.Comment => template[Start + 2] == '~' ? "{{~!}}" : "{{!}}",
        TagKind.Else when Name == "else" => template[Start..End].Replace("^", "else", StringComparison.Ordinal),
        _ => template.AsSpan(Start, End - Start),
    };

    /// <summary>Whether it takes away the white space behind it where Handlebars.Net does not.</summary>
    /// <param name="template">The template.</param>
    public bool StripsBehind(string template) => Kind == TagKind.Comment && template[End - 3] == '~';
}
