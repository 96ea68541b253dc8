namespace MailMaker.Core.Imports;

/// <summary>Why a row could not be read as cells.</summary>
internal enum RowFault
{
    /// <summary>It could.</summary>
    None,

    /// <summary>A quoted cell goes on after its closing quote, or is never closed.</summary>
    Quotes,

    /// <summary>The row is longer than <see cref="RowReader.MostCharacters"/>.</summary>
    TooLong,
}
