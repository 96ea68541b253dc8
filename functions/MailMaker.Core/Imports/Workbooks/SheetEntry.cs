namespace MailMaker.Core.Imports.Workbooks;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsVisible">Whether the workbook shows it.</param>
internal sealed record SheetEntry(string Name, bool IsVisible);
