namespace MailMaker.Imports;

/// <summary>Where and why a row was rejected, without anything of the row.</summary>
/// <param name="Line">The physical line, from 1.</param>
/// <param name="Column">The heading; empty when the row as a whole is at fault.</param>
/// <param name="Detail">The reason.</param>
/// <param name="Cell">Of a workbook the sheet and the cell; null for a text file.</param>
public sealed record RejectPlace(long Line, string Column, string Detail, string? Cell = null);
