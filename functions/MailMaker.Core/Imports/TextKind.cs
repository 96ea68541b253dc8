namespace MailMaker.Core.Imports;

/// <summary>The encodings that files come in.</summary>
public enum TextKind
{
    /// <summary>Only ASCII seen so far; any of the byte encodings would read it the same.</summary>
    Ascii,

    /// <summary>UTF-8.</summary>
    Utf8,

    /// <summary>UTF-16, least significant byte first.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, most significant byte first.</summary>
    Utf16BigEndian,

    /// <summary>Windows-1252, which western spreadsheets save as.</summary>
    Windows1252,

    /// <summary>Code page 949 (a superset of EUC-KR), which Korean spreadsheets save as.</summary>
    Korean949,
}
