namespace MailMaker.Core.Imports.Packing;

/// <summary>What the first bytes of a file say it is, whatever its name.</summary>
internal enum FileSignature
{
    /// <summary>Text, or at least nothing of the others.</summary>
    Text,

    /// <summary>gzip (RFC 1952 §2.3.1).</summary>
    Gzip,

    /// <summary>A zip archive, which an .xlsx is too (APPNOTE 4.3.7; 4.3.16 for an empty one).</summary>
    Zip,

    /// <summary>A compound file ([MS-CFB] 2.2): an .xls, or a workbook under a password.</summary>
    CompoundFile,
}
