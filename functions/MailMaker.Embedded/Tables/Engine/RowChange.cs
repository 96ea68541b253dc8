namespace MailMaker.Embedded.Tables.Engine;

/// <summary>What is done with one row.</summary>
internal enum RowChange
{
    /// <summary>The row must not exist.</summary>
    Insert,

    /// <summary>The row becomes the new body, whether it exists or not.</summary>
    InsertOrReplace,

    /// <summary>The new properties go over those that are there, if any.</summary>
    InsertOrMerge,

    /// <summary>The row must exist, and have the expected version if one is given.</summary>
    Replace,

    /// <summary>As <see cref="Replace" />, but the properties that are not sent stay.</summary>
    Merge,

    /// <summary>The row must exist, and have the expected version if one is given.</summary>
    Delete,
}
