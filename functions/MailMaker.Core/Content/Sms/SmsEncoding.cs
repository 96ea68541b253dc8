namespace MailMaker.Core.Content.Sms;

/// <summary>How a text message's characters are sent (3GPP TS 23.038 §4).</summary>
public enum SmsEncoding
{
    /// <summary>The GSM 7-bit default alphabet with its extension table.</summary>
    Gsm7,

    /// <summary>UCS-2, in fact UTF-16: for everything else.</summary>
    Ucs2,
}
