namespace MailMaker.Core.Imports;

/// <summary>A column of a file and what the import does with it.</summary>
/// <param name="Heading">The heading as the file has it, cut at 100 characters.</param>
/// <param name="Use">What is done with it.</param>
/// <param name="Field">The field that it fills; empty when it is not read.</param>
public sealed record ImportColumn(string Heading, ColumnUse Use, string Field);
