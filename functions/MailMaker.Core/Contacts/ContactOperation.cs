namespace MailMaker.Core.Contacts;

/// <summary>What a call asks to be done with a contact.</summary>
public enum ContactOperation
{
    /// <summary>Make it, or change the fields that are supplied: what a row of an incremental file does.</summary>
    Merge,

    /// <summary>Make it, or replace all of its fields.</summary>
    Put,

    /// <summary>Change the fields that are supplied of one that is there.</summary>
    Patch,

    /// <summary>Remove it.</summary>
    Delete,
}
