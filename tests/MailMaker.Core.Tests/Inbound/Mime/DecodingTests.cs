using System.Text;

namespace MailMaker.Core.Tests.Inbound.Mime;

public class DecodingTests
{
    [Theory]
    [InlineData("base64", "aGVs bG8", "hello")]
    [InlineData("BASE64", "aGVsbG8=aGVsbG8=", "hellohello")]
    [InlineData("base64 (comment)", "a!G?Vs\nbG8=\n", "hello")]
    [InlineData("base64", "a", "")]
    [InlineData("quoted-printable", "s=C3=AC =\nno=20\nend   ", "sì no \r\nend")]
    [InlineData("quoted-printable", "a=b =ZZ =", "a=b =ZZ ")]
    [InlineData("quoted-printable", "=c3=a9", "é")]
    [InlineData("8bit", "sì", "sì")]
    [InlineData("x-unheard-of", "as it is", "as it is")]
    [InlineData("x-uuencode", "begin 644 a.txt\n%:&5L;&\\\n`\nend\n", "hello")]
    public void Transfer_encodings_are_undone(string encoding, string body, string expected) =>
        Assert.Equal(expected, Mails.Read($"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n{body}").BodyText());

    [Theory]
    [InlineData("iso-8859-1", "636166E8", "cafè")]
    [InlineData("us-ascii", "636166E8", "cafè")]
    [InlineData("us-ascii", "636166C3A8", "cafè")]
    [InlineData("windows-1252", "80", "€")]
    [InlineData("cp1252", "80", "€")]
    [InlineData("iso-8859-15", "A4", "€")]
    [InlineData("ISO8859_15", "A4", "€")]
    [InlineData("koi8-r", "D0D2C9D7C5D4", "привет")]
    [InlineData("euc-kr", "C7D1B1B9", "한국")]
    [InlineData("cp949", "C7D1B1B9", "한국")]
    [InlineData("gb2312", "D6D0CEC4", "中文")]
    [InlineData("big5", "A4A4A4E5", "中文")]
    [InlineData("shift_jis", "93FA967B", "日本")]
    [InlineData("utf-8", "EFBBBF61", "a")]
    [InlineData("utf-8", "61FF62", "a\uFFFDb")]
    [InlineData("utf-16", "FEFF00610062", "ab")]
    [InlineData("utf-16le", "61006200", "ab")]
    [InlineData("utf-7", "4869202B3244336541412D20312B2D31", "Hi 😀 1+1")]
    [InlineData("\"\"", "C3A8", "è")]
    [InlineData("nonsense", "E8", "è")]
    public void Charsets_are_known_by_the_names_that_mails_use(string charset, string octets, string expected)
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"Content-Type: text/plain; charset={charset}\r\n\r\n"), .. Convert.FromHexString(octets)];
        Assert.Equal(expected, MailMaker.Core.Inbound.Mime.InboundMail.Read(message).BodyText());
    }
}
