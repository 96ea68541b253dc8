using MailMaker.Core.Delivery;

namespace MailMaker.Core.Tests.Delivery;

public sealed class MailAddressTextTests
{
    [Theory]
    [InlineData("a.b+c@example.com", "a.b+c@example.com")]
    [InlineData("o'neil@example.com", "o'neil@example.com")]
    [InlineData("a@Bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@한국.kr", "a@xn--3e0b707e.kr")]
    [InlineData("müller@example.com", "müller@example.com")]
    public void An_address_keeps_its_local_part_and_has_its_domain_in_ascii(string address, string expected) => Assert.Equal(expected, MailAddressText.Of(address));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    [InlineData("a b@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("a@example.com\r\nBcc: x@example.com")]
    [InlineData("a\r\nBcc: x@example.com")]
    [InlineData("a@exam\nple.com")]
    [InlineData("<a@example.com>")]
    [InlineData("a,b@example.com")]
    [InlineData("a@example..com")]
    [InlineData("a@-example.com")]
    [InlineData(".a@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a\u00a0b@example.com")]
    [InlineData("a\u202eb@example.com")]
    [InlineData("a\ufffd@example.com")]
    [InlineData("a@\ufffd.com")]
    [InlineData("a@[127.0.0.1]")]
    public void What_could_break_out_of_a_header_or_is_no_address_is_refused(string address) => Assert.Null(MailAddressText.Of(address));

    [Fact]
    public void Half_a_character_is_refused()
    {
        Assert.Null(MailAddressText.Of("a\ud800@example.com"));
        Assert.Null(MailAddressText.Of("a\ud800b@example.com"));
        Assert.Null(MailAddressText.Of("a@\ud800.com"));
        Assert.NotNull(MailAddressText.Of("a🎉b@example.com"));
    }
}
