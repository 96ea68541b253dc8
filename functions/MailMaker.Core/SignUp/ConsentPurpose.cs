namespace MailMaker.Core.SignUp;

/// <summary>What a person agrees to. Each purpose has a checkbox and a text of its own, since consent is given for each (GDPR art. 7(2) and recital 43).</summary>
public enum ConsentPurpose
{
    /// <summary>Marketing by e-mail: the field <c>consent</c>. Every form asks for it, and it must be given: it is what is confirmed.</summary>
    Email,

    /// <summary>Marketing by text message: <c>smsConsent</c>.</summary>
    Sms,

    /// <summary>Pixels that tell when a mail is opened: <c>trackingConsent</c>.</summary>
    Tracking,

    /// <summary>Messages at night, in Korea from 21:00 to 08:00: <c>nightConsent</c>.</summary>
    Night,

    /// <summary>That the privacy notice was read. Not a consent: it fills no field and must be ticked where the form has it.</summary>
    Notice,
}
