using System.Diagnostics.CodeAnalysis;

namespace MailMaker.Core.SignUp;

/// <summary>A form's public name, <c>{account}.{list}.{form}</c>: unique in the installation, since no name holds a point. It is no secret and gives no right.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="List">The list's name.</param>
/// <param name="Form">The form's name within the list.</param>
public sealed record FormId(string Account, string List, string Form)
{
    /// <summary>Reads a public name.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FormId? id)
    {
        id = text is { Length: <= 122 } && text.Split('.') is [var account, var list, var form] && Names.IsValid(account) && Names.IsValid(list) && Names.IsValid(form)
            ? new FormId(account, list, form)
            : null;
        return id is not null;
    }

    /// <summary>The public name.</summary>
    public override string ToString() => $"{Account}.{List}.{Form}";
}
