namespace MailMaker.Embedded.Functions.Blob;

/// <summary>What the system tells about writers of a file.</summary>
internal enum FileUse
{
    /// <summary>Nobody has it open for writing.</summary>
    AtRest,

    /// <summary>Somebody has it open for writing.</summary>
    BeingWritten,

    /// <summary>The system does not tell us: the file has another owner, or lies on a file system without leases.</summary>
    Untold,
}
