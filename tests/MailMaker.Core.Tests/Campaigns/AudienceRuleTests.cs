using System.Text;
using System.Text.Json;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Segments;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class AudienceRuleTests
{
    private static readonly ContactList ByEmail = new() { Account = "acme", Name = "news", Key = KeyKind.Email };
    private static readonly ContactList ByFkey = ByEmail with { Name = "shop", Key = KeyKind.Fkey };
    private static readonly AddressSet AdaAndHerNumber = AddressSet.Of(
        [AddressSet.Half(ContactId.Of(KeyKind.Email, "ada@example.com")), AddressSet.Half(ContactId.Of(KeyKind.Mobile, "+393331234567"))]);

    [Theory]
    [InlineData("""{"city":"Rome"}""", AudienceDecision.Recipient)]
    [InlineData("""{"city":"Milan"}""", AudienceDecision.NotMeant)]
    [InlineData("{}", AudienceDecision.NotMeant)]
    public void Whom_the_filter_does_not_mean_is_not_in_the_audience(string fields, AudienceDecision decision)
    {
        var rule = new AudienceRule(ByEmail, CampaignChannel.Email, InRome(ByEmail), AddressSet.Empty);

        Assert.True(rule.NeedsFields);
        Assert.Equal(decision, Decide(rule, ByEmail, "ada@example.com", fields));
    }

    [Fact]
    public void Who_is_excluded_and_not_meant_either_is_not_meant()
    {
        var rule = new AudienceRule(ByEmail, CampaignChannel.Email, InRome(ByEmail), AdaAndHerNumber);

        Assert.Equal(AudienceDecision.NotMeant, Decide(rule, ByEmail, "ada@example.com", "{}"));
        Assert.Equal(AudienceDecision.Excluded, Decide(rule, ByEmail, "ada@example.com", """{"city":"Rome"}"""));
    }

    [Theory]
    [InlineData(CampaignChannel.Email, """{"email":"ada@example.com"}""", AudienceDecision.Excluded)]
    [InlineData(CampaignChannel.Email, """{"email":"bob@example.com","mobile":"+393331234567"}""", AudienceDecision.Recipient)]
    [InlineData(CampaignChannel.Sms, """{"email":"ada@example.com","mobile":"+393330000000"}""", AudienceDecision.Recipient)]
    [InlineData(CampaignChannel.Sms, """{"mobile":"+393331234567"}""", AudienceDecision.Excluded)]
    [InlineData(CampaignChannel.EmailThenSms, """{"email":"bob@example.com","mobile":"+393331234567"}""", AudienceDecision.Excluded)]
    [InlineData(CampaignChannel.EmailThenSms, """{"email":"bob@example.com"}""", AudienceDecision.Recipient)]
    [InlineData(CampaignChannel.Email, "{}", AudienceDecision.Recipient)]
    public void Who_is_excluded_is_known_by_the_addresses_that_a_message_could_go_to(CampaignChannel channel, string fields, AudienceDecision decision)
    {
        var rule = new AudienceRule(ByFkey, channel, null, AdaAndHerNumber);

        Assert.True(rule.NeedsFields);
        Assert.Equal(decision, Decide(rule, ByFkey, "k1", fields));
    }

    [Fact]
    public void Where_the_address_is_the_key_the_fields_need_not_be_read()
    {
        var rule = new AudienceRule(ByEmail, CampaignChannel.Email, null, AdaAndHerNumber);

        Assert.False(rule.NeedsFields);
        Assert.Equal(AudienceDecision.Excluded, Decide(rule, ByEmail, "ada@example.com", ""));
        Assert.Equal(AudienceDecision.Recipient, Decide(rule, ByEmail, "bob@example.com", ""));
        Assert.True(new AudienceRule(ByEmail, CampaignChannel.EmailThenSms, null, AdaAndHerNumber).NeedsFields);
        Assert.False(new AudienceRule(ByFkey, CampaignChannel.Sms, null, AddressSet.Empty).NeedsFields);
    }

    [Fact]
    public void An_address_can_repeat_in_two_lists_or_where_it_is_not_the_key()
    {
        Assert.False(MayRepeat(CampaignChannel.Email, ByEmail));
        Assert.True(MayRepeat(CampaignChannel.Email, ByEmail, ByEmail with { Name = "more" }));
        Assert.True(MayRepeat(CampaignChannel.Email, ByFkey));
        Assert.True(MayRepeat(CampaignChannel.Sms, ByEmail));
        Assert.True(MayRepeat(CampaignChannel.EmailThenSms, ByEmail));
        Assert.False(MayRepeat(CampaignChannel.Sms, ByEmail with { Key = KeyKind.Mobile }));
    }

    private static bool MayRepeat(CampaignChannel channel, params ContactList[] lists) => ContactAddress.MayRepeat(lists, ContactAddress.KindsOf(channel));

    private static AudienceDecision Decide(AudienceRule rule, ContactList list, string key, string fields) =>
        rule.Decide(ContactId.Of(list.Key, key), Encoding.UTF8.GetBytes(fields));

    private static CompiledSegment InRome(ContactList list)
    {
        var filter = SegmentReader.Read(JsonDocument.Parse("""{"field":"city","equals":"Rome"}""").RootElement, "/filter").Value!;
        return SegmentCompiler.Compile(filter, list, new DateOnly(2026, 3, 10), "/filter").Value!;
    }
}
