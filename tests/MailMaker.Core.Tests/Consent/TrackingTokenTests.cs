using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Consent;

public sealed class TrackingTokenTests
{
    private static readonly UnsubscribeTokens Tokens = new(new SigningSecret(new byte[32]));
    private static readonly UnsubscribeLink Link = new("acme", "news", ContactId.Of(KeyKind.Email, "maria@example.org"), "spring");

    [Fact]
    public void The_pair_of_a_mail_reads_back_each_for_its_own_purpose()
    {
        var token = Tokens.Write(Link, new byte[8], out var tracking);

        Assert.Equal(Tokens.Write(Link), token);
        Assert.Equal(new TokenReading.Valid(Link), Tokens.Read(token));
        Assert.Equal(new TokenReading.Valid(Link), Tokens.ReadTracking(tracking));
        Assert.IsType<TokenReading.Malformed>(Tokens.Read(tracking));
        Assert.IsType<TokenReading.Malformed>(Tokens.ReadTracking(token));
    }

    [Fact]
    public void Who_has_the_tracking_token_can_not_make_a_way_out_of_it()
    {
        Tokens.Write(Link, [], out var tracking);
        var octets = System.Buffers.Text.Base64Url.DecodeFromChars(tracking);
        octets[0] = 1;

        Assert.IsType<TokenReading.WrongSignature>(Tokens.Read(System.Buffers.Text.Base64Url.EncodeToString(octets)));
    }

    [Fact]
    public void Another_secret_reads_nothing()
    {
        Tokens.Write(Link, [], out var tracking);

        Assert.IsType<TokenReading.WrongSignature>(new UnsubscribeTokens(new SigningSecret([.. Enumerable.Repeat((byte)1, 32)])).ReadTracking(tracking));
    }
}
