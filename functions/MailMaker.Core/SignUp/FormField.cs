namespace MailMaker.Core.SignUp;

/// <summary>A field that a form asks for.</summary>
/// <param name="Name">A built-in field or one of the list's own.</param>
/// <param name="Required">Whether it must be filled in. The e-mail address always is.</param>
/// <param name="Label">The label by language tag; for built-in fields there is one in Italian, Korean and English when none is given.</param>
public sealed record FormField(string Name, bool Required = false, IReadOnlyDictionary<string, string>? Label = null);
