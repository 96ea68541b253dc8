namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>A mail that a server took.</summary>
internal sealed record TakenMail(string MailLine, string RcptLine, byte[] Content)
{
    public string Recipient => RcptLine[(RcptLine.IndexOf('<', StringComparison.Ordinal) + 1)..RcptLine.IndexOf('>', StringComparison.Ordinal)];

    public string Text => Whole[(Whole.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];

    private string Whole => System.Text.Encoding.UTF8.GetString(Content);

    public string Header(string name) =>
        Whole.Split("\r\n").First(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();
}
