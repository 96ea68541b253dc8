using System.Text;
using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

/// <summary>Messages for tests: written with the source's line ends, read with CR LF.</summary>
internal static class Mails
{
    public static InboundMail Read(string text) => InboundMail.Read(Bytes(text));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));

    public static InboundMail WithField(string name, string value) => Read($"{name}: {value}\n\nbody\n");
}
