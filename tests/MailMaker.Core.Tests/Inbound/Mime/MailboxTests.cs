using MailMaker.Core.Inbound.Mime;

namespace MailMaker.Core.Tests.Inbound.Mime;

public class MailboxTests
{
    [Theory]
    [InlineData("a@b.it", "", "a@b.it")]
    [InlineData("Anna Rossi <a@b.it>", "Anna Rossi", "a@b.it")]
    [InlineData("\"Rossi, Anna\" <a@b.it>", "Rossi, Anna", "a@b.it")]
    [InlineData("\"say \\\"hi\\\"\" <a@b.it>", "say \"hi\"", "a@b.it")]
    [InlineData("a@b.it (Anna Rossi)", "Anna Rossi", "a@b.it")]
    [InlineData("Anna (the (real) one) <a@b.it>", "Anna", "a@b.it")]
    [InlineData("=?utf-8?Q?Nicol=C3=B2?= <a@b.it>", "Nicolò", "a@b.it")]
    [InlineData("\"=?utf-8?Q?Nicol=C3=B2?=\" <a@b.it>", "Nicolò", "a@b.it")]
    [InlineData("=?utf-8?Q?Rossi,_A?= <a@b.it>", "Rossi, A", "a@b.it")]
    [InlineData("<@relay.it,@other.it:a@b.it>", "", "a@b.it")]
    [InlineData("\"a b\"@c.it", "", "\"a b\"@c.it")]
    [InlineData("\"a@b\"@c.it", "", "\"a@b\"@c.it")]
    [InlineData("a @ b . it", "", "a@b.it")]
    [InlineData("a(comment)@(other)b.it", "comment other", "a@b.it")]
    [InlineData("Anna a@b.it", "Anna", "a@b.it")]
    [InlineData("<<a@b.it>>", "", "a@b.it")]
    [InlineData("Anna <a@b.it", "Anna", "a@b.it")]
    [InlineData("mailto:a@b.it", "", "a@b.it")]
    [InlineData("a@[IPv6:::1]", "", "a@[IPv6:::1]")]
    [InlineData("한국 <홍@한국.kr>", "한국", "홍@한국.kr")]
    [InlineData("=?utf-8?Q?Anna_<a@b.it>?=", "Anna", "a@b.it")]
    [InlineData("postmaster", "", "postmaster")]
    public void One_address_is_read_with_its_name(string value, string name, string address) =>
        Assert.Equal(new Mailbox(name, address), Assert.Single(Mailbox.ReadList(value)));

    [Theory]
    [InlineData("")]
    [InlineData("<>")]
    [InlineData(" , ,, ")]
    [InlineData("undisclosed-recipients:;")]
    [InlineData("Anna Rossi")]
    [InlineData("(only a comment)")]
    public void Without_an_address_there_is_nobody(string value) => Assert.Empty(Mailbox.ReadList(value));

    [Fact]
    public void A_list_is_told_in_order() =>
        Assert.Equal(["a@b.it", "c@d.it", "e@f.it"], Mailbox.ReadList("a@b.it, C <c@d.it>,, \"E, F\" <e@f.it>").Select(m => m.Address));

    [Fact]
    public void Semicolons_divide_as_some_programs_write_them() =>
        Assert.Equal(["a@b.it", "c@d.it"], Mailbox.ReadList("a@b.it; c@d.it").Select(m => m.Address));

    [Fact]
    public void Who_stands_in_a_group_knows_its_name() =>
        Assert.Equal([new("", "a@b.it", "Team"), new("C", "c@d.it", "Team"), new("", "e@f.it")], Mailbox.ReadList("Team: a@b.it, C <c@d.it>;, e@f.it"));

    [Fact]
    public void Not_more_than_the_limit_are_read() =>
        Assert.Equal(MimeLimits.MostMailboxes, Mailbox.ReadList(string.Concat(Enumerable.Repeat("a@b.it,", MimeLimits.MostMailboxes + 5))).Count);
}
