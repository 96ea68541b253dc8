using System.Text;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Tests.Imports;

namespace MailMaker.Core.Tests.Contacts;

public class ContactBodyTests
{
    private static readonly ContactList List = Files.List(fields: [new("points", FieldType.Number), new("vip", FieldType.Boolean)]);

    private static Checked<ContactBody> Read(string json) => ContactBody.Read(List, "a@example.com", Encoding.UTF8.GetBytes(json));

    [Fact]
    public void Values_are_brought_to_canonical_form_and_null_clears()
    {
        var body = Read("""{"FirstName":" Ada ","points":1.234,"vip":true,"city":null,"birthDate":"12/03/1985","note":"x"}""");

        Assert.Equal(
            """{"email":"a@example.com","firstName":"Ada","birthDate":"1985-03-12","points":"1.234","vip":"true","note":"x"}""",
            Encoding.UTF8.GetString(body.Value!.Values));
        Assert.Contains("city", body.Value.Supplied);
    }

    [Fact]
    public void Another_key_in_the_body_is_a_change_of_the_key() => Assert.Equal("b@example.com", Read("""{"email":"b@example.com"}""").Value!.NewKey);

    [Theory]
    [InlineData("{\"note\":\n \"half: \\ud83d\"}", "at line 2, column 2: ")]
    [InlineData("{\"no\\udc00te\":1}", "at line 1, column 2: ")]
    public void Half_of_a_surrogate_pair_is_refused_with_its_place(string json, string place) =>
        Assert.Contains(place + "the text there is not Unicode", Assert.Single(Read(json).Problems).Detail, StringComparison.Ordinal);

    [Fact]
    public void Octets_that_are_not_utf8_are_refused_with_their_place()
    {
        var body = ContactBody.Read(List, "a@example.com", [.. "{\"city\":\"Forl"u8, 0xEC, .. "\"}"u8]);

        Assert.Contains("at line 1, column 9: the text there is not Unicode", Assert.Single(body.Problems).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_pair_that_is_written_as_escapes_is_text() =>
        Assert.Equal("\U0001F381", FieldsJson.ValueOf(Read("{\"note\":\"\\ud83c\\udf81\"}").Value!.Values, "note"));

    [Theory]
    [InlineData("""{"birthDate":"x"}""", "/birthDate")]
    [InlineData("""{"email":"no address"}""", "/email")]
    [InlineData("""{"a/b":"x"}""", "/a~1b")]
    [InlineData("""{"note":[1]}""", "/note")]
    [InlineData("""{"note":"x","NOTE ":"y"}""", "/NOTE ")]
    [InlineData("""[1]""", "")]
    public void What_is_wrong_is_pointed_at(string json, string pointer) => Assert.Equal(pointer, Assert.Single(Read(json).Problems).Pointer);
}
