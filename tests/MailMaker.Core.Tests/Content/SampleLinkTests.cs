using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Content;

public sealed class SampleLinkTests
{
    [Theory]
    [InlineData("acme", "news", "c")]
    [InlineData("acme", "news", "c1")]
    [InlineData("acme", "news", "c12")]
    public void The_length_of_a_token_is_known_from_the_names(string account, string list, string campaign)
    {
        var tokens = new UnsubscribeTokens(new SigningSecret(new byte[32]));

        var token = tokens.Write(new UnsubscribeLink(account, list, ContactId.Of(KeyKind.Email, "ada@example.com"), campaign));

        Assert.Equal(token.Length, UnsubscribeTokens.LengthOf(account.Length, list.Length, campaign.Length));
        Assert.IsNotType<TokenReading.Valid>(tokens.Read("sample".PadRight(token.Length, '-')));
    }
}
