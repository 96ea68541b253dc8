using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Consent;

public sealed class UnsubscribeTokensTests
{
    private static readonly byte[] Secret = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();
    private static readonly UnsubscribeLink Link = new("acme", "customers", ContactId.Of(KeyKind.Email, "maria@example.org"), "spring-2026");
    private static readonly UnsubscribeTokens Tokens = new(new SigningSecret(Secret));

    [Fact]
    public void A_token_says_what_was_written_and_nothing_in_it_is_an_address()
    {
        var token = Tokens.Write(Link);

        Assert.Equal(new TokenReading.Valid(Link), Tokens.Read(token));
        Assert.Matches("^[A-Za-z0-9_-]{80,100}$", token);
        Assert.Equal(token, Tokens.Write(Link));
    }

    [Fact]
    public void The_beginning_of_a_signature_proves_its_link_and_no_other()
    {
        var signature = new byte[8];
        Assert.Equal(Tokens.Write(Link), Tokens.Write(Link, signature));
        Assert.True(Tokens.IsSigned(Link, signature));
        Assert.False(Tokens.IsSigned(Link with { Campaign = "summer-2026" }, signature));
        Assert.False(Tokens.IsSigned(Link, signature.AsSpan(0, 7)));
        signature[7] ^= 1;
        Assert.False(Tokens.IsSigned(Link, signature));
    }

    [Fact]
    public void Every_changed_character_is_noticed()
    {
        var token = Tokens.Write(Link);
        for (var i = 0; i < token.Length; i++)
        {
            var changed = token[..i] + (token[i] == 'A' ? 'B' : 'A') + token[(i + 1)..];

            Assert.IsNotType<TokenReading.Valid>(Tokens.Read(changed));
        }
    }

    [Fact]
    public void Another_secret_is_noticed() =>
        Assert.IsType<TokenReading.WrongSignature>(new UnsubscribeTokens(new SigningSecret([.. Secret.AsEnumerable().Reverse()])).Read(Tokens.Write(Link)));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("%%%")]
    [InlineData("A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_is_malformed(string token) => Assert.IsType<TokenReading.Malformed>(Tokens.Read(token));

    [Fact]
    public void A_token_has_one_spelling()
    {
        var token = Tokens.Write(Link);

        Assert.IsType<TokenReading.Malformed>(Tokens.Read(token + "="));
        Assert.IsType<TokenReading.Malformed>(Tokens.Read(" " + token));
        Assert.IsType<TokenReading.Malformed>(Tokens.Read(token[..10] + "\n" + token[10..]));
        Assert.IsType<TokenReading.Malformed>(Tokens.Read(token + new string('A', 10_000)));
        Assert.IsNotType<TokenReading.Valid>(Tokens.Read(token.AsSpan(..^1)));
    }

    [Fact]
    public void Names_of_any_length_fit()
    {
        var link = Link with { Account = new string('a', 40), List = new string('b', 40), Campaign = new string('c', 40) };

        Assert.Equal(new TokenReading.Valid(link), Tokens.Read(Tokens.Write(link)));
    }

    [Fact]
    public void A_short_secret_is_refused() => Assert.Throws<ArgumentException>(() => new SigningSecret(new byte[31]));
}
