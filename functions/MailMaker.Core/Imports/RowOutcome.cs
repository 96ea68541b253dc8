namespace MailMaker.Core.Imports;

/// <summary>What became of a row of a file.</summary>
public enum RowOutcome
{
    /// <summary>It is good.</summary>
    Staged,

    /// <summary>It is not, and the reject says why.</summary>
    Rejected,
}
