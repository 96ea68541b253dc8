namespace MailMaker.Core.Lists;

/// <summary>A field of the list's own, beside the built-in ones of <see cref="Contacts.BuiltInFields"/>.</summary>
/// <param name="Name">1 to 60 letters, digits, <c>_</c> or <c>-</c>, a letter first; unique within the list whatever the case.</param>
/// <param name="Type">How values are validated and kept.</param>
/// <param name="Choices">The values allowed when <paramref name="Type"/> is <see cref="FieldType.Choice"/>.</param>
public sealed record ContactField(string Name, FieldType Type = FieldType.Text, IReadOnlyList<string>? Choices = null);
