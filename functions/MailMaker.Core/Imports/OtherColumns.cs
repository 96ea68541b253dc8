namespace MailMaker.Core.Imports;

/// <summary>What a mapping does with a column that neither it nor the list knows.</summary>
public enum OtherColumns
{
    /// <summary>It is kept as text under its cleaned heading.</summary>
    Keep,

    /// <summary>It is not read.</summary>
    Ignore,
}
