namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>Where a server can misbehave.</summary>
internal enum FakeStep
{
    Connect,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    Data,
    Content,
    End,
    Reset,
    Quit,
}
