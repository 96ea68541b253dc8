namespace MailMaker.Core.Contacts;

/// <summary>What parts the whole of a number from its fraction, where <c>1.234</c> could be either.</summary>
public enum DecimalMark
{
    /// <summary>1.234,5.</summary>
    Comma,

    /// <summary>1,234.5.</summary>
    Point,
}
