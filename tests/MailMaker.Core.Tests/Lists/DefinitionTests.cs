using System.Text;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Lists;

public sealed class DefinitionTests
{
    [Fact]
    public void A_list_reads_as_it_is_documented()
    {
        var list = List("""
            {"title":"Novità","key":"fkey","country":"kr","timeZone":"Asia/Seoul","caps":[{"max":1,"per":"day","window":"calendar"}],
             "fields":[{"name":"Tier","type":"choice","choices":["gold","silver"]}],
             "dataController":{"name":"Acme","postalAddress":"Via Roma 1","email":"privacy@example.com"}}
            """).Value!;
        Assert.Equal((KeyKind.Fkey, "KR", CapWindow.Calendar), (list.Key, list.Country, list.Caps[0].Window));
        Assert.True(list.ProtectGoodbyes);
        Assert.Equal(0.2, list.RemovalGuard);
    }

    [Theory]
    [InlineData("""{"caps":[{"max":1,"per":"day"},{"max":-1,"per":"week"}]}""", "/caps/1/max")]
    [InlineData("""{"caps":[{"max":1,"per":"fortnight"}]}""", "/caps/0/per")]
    [InlineData("""{"caps":[{"max":1,"per":"day,week"}]}""", "/caps/0/per")]
    [InlineData("""{"caps":[{"per":"day"}]}""", "/caps/0")]
    [InlineData("""{"caps":[{"max":3,"reservedFor":{"high":2,"normal":2}}]}""", "/caps/0/reservedFor")]
    [InlineData("""{"caps":[{"max":3,"reservedFor":{"high":2147483647,"normal":2147483647}}]}""", "/caps/0/reservedFor")]
    [InlineData("""{"quietHours":{"from":"08:00","to":"20:00"},"sendWindows":[{"from":"09:00","to":"18:00"}]}""", "/sendWindows")]
    [InlineData("""{"title":"a","title":"b"}""", "/title")]
    [InlineData("""{"fields":[{"name":"tier","type":"choice","choices":["gold",null]}]}""", "/fields/0/choices/1")]
    [InlineData("""{"fields":[{"name":"tier","type":"choice","choices":["gold"," "]}]}""", "/fields/0/choices/1")]
    [InlineData("""{"a/b ~c":1}""", "/a~1b ~0c")]
    [InlineData("""{"fields":[{"name":"Email"}]}""", "/fields/0/name")]
    [InlineData("""{"fields":[{"name":"a"},{"name":"A"}]}""", "/fields/1/name")]
    [InlineData("""{"fields":[{"name":"tier","type":"choice"}]}""", "/fields/0/choices")]
    [InlineData("""{"timeZone":"Europe/Atlantis"}""", "/timeZone")]
    [InlineData("""{"removalGuard":1.5}""", "/removalGuard")]
    [InlineData("""{"buckets":0}""", "/buckets")]
    [InlineData("""{"colour":"red"}""", "/colour")]
    [InlineData("""{"title":""", "/title")]
    [InlineData("null", "")]
    [InlineData("[1]", "")]
    public void A_fault_is_pointed_at(string body, string pointer) => Assert.Contains(List(body).Problems, p => p.Pointer == pointer);

    [Theory]
    [InlineData("""{"caps":[{"max":1,"per":"fortnight"}]}""", "must be one of \"day\", \"week\", \"month\".")]
    [InlineData("""{"caps":[{"max":1,"per":1}]}""", "must be one of \"day\", \"week\", \"month\".")]
    [InlineData("""{"caps":[{"per":"day"}]}""", "a member is missing: max.")]
    [InlineData("""{"caps":[{"max":"1"}]}""", "must be a whole number, 2147483647 at most.")]
    [InlineData("""{"caps":{}}""", "must be an array.")]
    [InlineData("""{"caps":[1]}""", "must be an object.")]
    [InlineData("""{"title":1}""", "must be text.")]
    [InlineData("""{"protectGoodbyes":"no"}""", "must be true or false.")]
    [InlineData("""{"removalGuard":"no"}""", "must be a number.")]
    [InlineData("""{"quietHours":{"until":"08:00"}}""", "there is no such member; there are from, to, unlessNightConsent.")]
    [InlineData("""{"title":"a","title":"b"}""", "the member stands here twice.")]
    [InlineData("""{"quietHours":{"from":null,"to":"08:00"}}""", "the value can't be null; leave the member out.")]
    [InlineData("""{"title":"a" "key"}""", "it is not valid JSON.")]
    [InlineData("", "The body is empty; send a JSON object.")]
    public void What_cannot_be_read_is_told_what_would_do(string body, string detail) => Assert.EndsWith(detail, Assert.Single(List(body).Problems).Detail, StringComparison.Ordinal);

    [Fact]
    public void A_body_that_is_nested_too_deep_is_told_so() =>
        Assert.EndsWith("it is nested too deep.", Assert.Single(DefinitionJson.Read<CampaignDefinition>(Encoding.UTF8.GetBytes("{\"filter\":" + new string('[', 100))).Problems).Detail, StringComparison.Ordinal);

    [Fact]
    public void Windows_that_quiet_hours_leave_a_part_of_are_taken()
    {
        Assert.Empty(List("""{"quietHours":{"from":"08:00","to":"17:59"},"sendWindows":[{"from":"09:00","to":"18:00","days":["sunday"]}]}""").Problems);
        Assert.Empty(List("""{"quietHours":{"from":"08:00","to":"20:00","unlessNightConsent":true},"sendWindows":[{"from":"09:00","to":"18:00"}]}""").Problems);
    }

    [Fact]
    public void Key_kind_and_buckets_stay_as_the_list_was_made()
    {
        var existing = List("""{"key":"mobile","buckets":8}""").Value!;
        Assert.Equal((KeyKind.Mobile, 8), (List("{}", existing).Value!.Key, List("{}", existing).Value!.Buckets));
        Assert.Equal(["/key", "/buckets"], List("""{"key":"email","buckets":16}""", existing).Problems.Select(p => p.Pointer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Acme")]
    [InlineData("-acme")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_name_that_could_not_stand_in_a_path_is_refused(string name)
    {
        Assert.False(Names.IsValid(name));
        Assert.NotEmpty(new AccountDefinition().ToAccount(name).Problems);
    }

    [Fact]
    public void A_sender_can_carry_no_header()
    {
        var account = new AccountDefinition { SenderAddress = "a@example.com\r\nBcc: b@example.com", SenderName = "x\ny" };
        Assert.Equal(["/senderAddress", "/senderName"], account.ToAccount("acme").Problems.Select(p => p.Pointer));
        Assert.Empty(new AccountDefinition { SenderAddress = "news@example.com", SenderName = "Novità" }.ToAccount("acme").Problems);
    }

    [Fact]
    public void A_campaign_names_its_list_and_its_template() =>
        Assert.Equal(["/list", "/template"], new CampaignDefinition().ToCampaign("acme", "spring").Problems.Select(p => p.Pointer));

    [Theory]
    [InlineData("""{"senderRates":[null]}""", "/senderRates/0")]
    [InlineData("""{"senderRates":[{"sender":"acme.example","perMinute":1},{"sender":"Acme.example","perMinute":2}]}""", "/senderRates/1/sender")]
    [InlineData("""{"senderRates":[{"sender":"acme.example","rampUp":{"first":1}}]}""", "/senderRates/0/rampUp")]
    [InlineData("""{"approval":{}}""", "/approval")]
    public void A_fault_of_an_account_is_pointed_at(string body, string pointer)
    {
        var read = DefinitionJson.Read<AccountDefinition>(Encoding.UTF8.GetBytes(body));
        Assert.Equal(pointer, Assert.Single(read.Value?.ToAccount("acme").Problems ?? read.Problems).Pointer);
    }

    [Fact]
    public void A_part_of_a_template_that_is_null_is_pointed_at() =>
        Assert.Equal("/html", Assert.Single(DefinitionJson.Read<MailTemplateDefinition>("""{"subject":"Hello","html":null}"""u8).Problems).Pointer);

    private static Checked<ContactList> List(string body, ContactList? existing = null)
    {
        var read = DefinitionJson.Read<ContactListDefinition>(Encoding.UTF8.GetBytes(body));
        return read.Value is null ? new(null, read.Problems) : read.Value.ToList("acme", "news", existing);
    }
}
