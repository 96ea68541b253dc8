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
    public void A_sample_of_a_token_is_as_long_as_theirs_and_leads_to_nobody(string account, string list, string campaign)
    {
        var tokens = new UnsubscribeTokens(new SigningSecret(new byte[32]));

        var token = tokens.Write(new UnsubscribeLink(account, list, ContactId.Of(KeyKind.Email, "ada@example.com"), campaign));

        var sample = UnsubscribeTokens.Sample(account, list, campaign);
        Assert.Equal(token.Length, sample.Length);
        Assert.IsNotType<TokenReading.Valid>(tokens.Read(sample));
    }
}
