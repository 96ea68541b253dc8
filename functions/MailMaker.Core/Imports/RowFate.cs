namespace MailMaker.Core.Imports;

/// <summary>What becomes of a contact by its row.</summary>
public enum RowFate
{
    /// <summary>The list gains it.</summary>
    Add,

    /// <summary>Some of its fields change.</summary>
    Change,

    /// <summary>The row says nothing new.</summary>
    Unchanged,

    /// <summary>With what it has already, its fields would be too long: the row is rejected.</summary>
    TooLarge,

    /// <summary>The person was erased: nothing of the row is kept anywhere.</summary>
    Withheld,
}
