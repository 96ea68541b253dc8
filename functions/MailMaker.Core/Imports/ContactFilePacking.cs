namespace MailMaker.Core.Imports;

/// <summary>What a contact file came packed in.</summary>
public enum ContactFilePacking
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>gzip (RFC 1952).</summary>
    Gzip,

    /// <summary>A zip archive with one file in it.</summary>
    Zip,
}
