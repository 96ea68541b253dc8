namespace MailMaker.Core.Tests.Inbound.Mime;

public class EncodedWordTests
{
    [Theory]
    [InlineData("=?utf-8?Q?perch=C3=A9_no?=", "perché no")]
    [InlineData("=?UTF-8?b?7ZWc6rWt?= mail", "한국 mail")]
    [InlineData("=?iso-8859-1?q?caff=E8?=", "caffè")]
    [InlineData("=?euc-kr?B?x9GxuQ==?=", "한국")]
    [InlineData("=?ks_c_5601-1987?B?x9GxuQ?=", "한국")]
    [InlineData("=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=", "日本")]
    [InlineData("=?utf-8*it?Q?s=C3=AC?=", "sì")]
    [InlineData("=?windows-1251?Q?=CF=F0=E8=E2=E5=F2?=", "Привет")]
    public void Encoded_words_are_decoded_by_charset_and_encoding(string subject, string expected) =>
        Assert.Equal(expected, Mails.WithField("Subject", subject).Subject);

    [Fact]
    public void Blanks_between_two_encoded_words_are_dropped_and_others_kept()
    {
        Assert.Equal("ab c d", Mails.WithField("Subject", "=?utf-8?Q?a?=  =?utf-8?Q?b?= c =?utf-8?Q?d?=").Subject);
        Assert.Equal("ab", Mails.WithField("Subject", "=?utf-8?Q?a?=\n =?us-ascii?Q?b?=").Subject);
    }

    [Fact]
    public void A_character_cut_between_two_encoded_words_is_whole_again() =>
        Assert.Equal("é", Mails.WithField("Subject", "=?utf-8?Q?=C3?= =?utf-8?B?qQ==?=").Subject);

    [Theory]
    [InlineData("=?utf-8?Q?never ends")]
    [InlineData("=?utf-8?X?what?=")]
    [InlineData("=??Q?no charset?=")]
    [InlineData("a =? b ?= c")]
    [InlineData("1 =?= 1")]
    public void What_is_no_encoded_word_stays_as_it_is(string subject) => Assert.Equal(subject, Mails.WithField("Subject", subject).Subject);

    [Fact]
    public void No_line_break_comes_out_of_an_encoded_word() =>
        Assert.Equal("a  Bcc: x", Mails.WithField("Subject", "=?utf-8?Q?a=0D=0ABcc:_x?=").Subject);

    [Fact]
    public void An_unknown_charset_is_guessed() => Assert.Equal("sì", Mails.WithField("Subject", "=?x-nobody-knows?Q?s=C3=AC?=").Subject);
}
