namespace MailMaker.Core.Lists;

/// <summary>How a frequency cap's window lies in time.</summary>
public enum CapWindow
{
    /// <summary>The period that ends now.</summary>
    Rolling,

    /// <summary>The calendar period that now falls in, in the contact's time zone.</summary>
    Calendar,
}
