namespace MailMaker.Core.Imports;

/// <summary>What a contact file is, told from its content.</summary>
public enum ContactFileKind
{
    /// <summary>Text with delimiters.</summary>
    Text,

    /// <summary>A workbook of Excel 2007 or later (ECMA-376).</summary>
    Xlsx,

    /// <summary>A workbook of Excel 97 to 2003.</summary>
    Xls,
}
