namespace MailMaker.Core.SignUp;

/// <summary>How an address stands to a list when its confirmation mail is due.</summary>
public enum MailStanding
{
    /// <summary>Not on the list, or left it, or was erased: it may ask (again).</summary>
    Welcome,

    /// <summary>On the list, and the sign-up grants nothing that it has not granted.</summary>
    Member,

    /// <summary>Mail to it bounces, it complained, or the client barred it: nothing is sent.</summary>
    Barred,
}
