using FsCheck;
using FsCheck.Fluent;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Delivery;

public sealed class MailMarkTests
{
    private static readonly MailMark Mark = MailMark.Of(
        ContactId.Of(KeyKind.Email, "ada@example.com"), CampaignTag.Of("acme", "spring"), "ada@example.com", [1, 2, 3, 4, 5, 6, 7, 8, 9]);

    [Fact]
    public void What_is_written_is_read_whatever_the_case() => Prop.ForAll<string, ulong, ushort>((key, signature, check) =>
    {
        var mark = new MailMark(ContactId.Of(KeyKind.Fkey, key ?? ""), CampaignTag.Of("acme", $"{signature}"), check, signature);
        Assert.Equal(MailMark.TextLength, mark.ToString().Length);
        Assert.Equal(mark, MailMark.FindIn(mark.ToString()));
        Assert.Equal(mark, MailMark.FindIn(mark.ToString().ToUpperInvariant()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_bounce_address_fits_into_a_local_part() => Assert.True($"bounce+{Mark}".Length <= 64);

    [Theory]
    [InlineData("bounce+{0}@in.example.com")]
    [InlineData("<{0}@in.example.com>")]
    [InlineData("prvs=0123abcdef=bounce+{0}@in.example.com")]
    public void It_is_found_where_it_stands(string form) => Assert.Equal(Mark, MailMark.FindIn(string.Format(null, form, Mark)));

    [Theory]
    [InlineData("")]
    [InlineData("bounce+@in.example.com")]
    [InlineData("a{0}")]
    [InlineData("{0}a")]
    public void Anything_else_is_none(string form) => Assert.Null(MailMark.FindIn(string.Format(null, form, Mark)));

    [Fact]
    public void A_cut_one_is_none() => Assert.Null(MailMark.FindIn(Mark.ToString().AsSpan(1)));

    [Fact]
    public void Another_address_has_another_check() => Assert.NotEqual(MailMark.CheckOf("ada@example.com"), MailMark.CheckOf("ada@example.org"));
}
