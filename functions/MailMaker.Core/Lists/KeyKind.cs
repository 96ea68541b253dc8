namespace MailMaker.Core.Lists;

/// <summary>What identifies a contact within its list. Fixed when the list is made.</summary>
public enum KeyKind
{
    /// <summary>The client's own foreign key, the field <c>fkey</c>.</summary>
    Fkey,

    /// <summary>The e-mail address.</summary>
    Email,

    /// <summary>The mobile number in E.164 form.</summary>
    Mobile,
}
