using System.Text;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
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

    private static Checked<ContactList> List(string body, ContactList? existing = null)
    {
        var read = DefinitionJson.Read<ContactListDefinition>(Encoding.UTF8.GetBytes(body));
        return read.Value is null ? new(null, read.Problems) : read.Value.ToList("acme", "news", existing);
    }
}
