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
internal readonly record struct TemplateTag(TagKind Kind, string Name, int Start, int End);
