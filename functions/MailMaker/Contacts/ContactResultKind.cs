namespace MailMaker.Contacts;

/// <summary>What was done about one contact of a call.</summary>
public enum ContactResultKind
{
    /// <summary>The list gained it.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Updated,

    /// <summary>The call said nothing new.</summary>
    Unchanged,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>There was none to change or remove.</summary>
    Missing,

    /// <summary>Something is wrong with what was asked.</summary>
    Refused,

    /// <summary>Somebody else kept changing it: send it again.</summary>
    Conflict,
}
