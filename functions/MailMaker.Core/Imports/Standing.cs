namespace MailMaker.Core.Imports;

/// <summary>What is known of a person beside the contact's own row, and outweighs a file.</summary>
/// <param name="Bar">Whether and why the person is not to be written to.</param>
/// <param name="Choices">The fields that the person set itself, as kept (see <see cref="Contacts.FieldsJson"/>); null when there are none.</param>
/// <param name="IsErased">Whether the person had everything about itself erased.</param>
public readonly record struct Standing(Bar Bar, byte[]? Choices = null, bool IsErased = false);
