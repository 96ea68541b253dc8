namespace MailMaker.Accounts;

/// <summary>What became of adding a definition of a kind that an account may have only so many of.</summary>
public enum CountedAdd
{
    /// <summary>It is there now.</summary>
    Added,

    /// <summary>There is one of that name already.</summary>
    Exists,

    /// <summary>The account has as many as it may have.</summary>
    Full,
}
