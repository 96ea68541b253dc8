using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

public class HeaderMapTests
{
    [Theory]
    [InlineData("E-MAIL", "email")]
    [InlineData("indirizzo_email", "email")]
    [InlineData("이메일 주소", "email")]
    [InlineData("Codice Cliente", "fkey")]
    [InlineData("Città", "city")]
    [InlineData("C.A.P.", "postalCode")]
    [InlineData("numero di cellulare", "mobile")]
    [InlineData("핸드폰 번호", "mobile")]
    [InlineData("Date of Birth", "birthDate")]
    [InlineData("Provincia", "province")]
    [InlineData("우편번호", "postalCode")]
    [InlineData("firstName", "firstName")]
    [InlineData("Consenso marketing", "consent")]
    public void Common_headings_name_built_in_fields(string heading, string field)
    {
        var map = HeaderMap.Create(Files.List(), [heading, "email"]);

        Assert.Equal((ColumnUse.BuiltIn, field), (map.Columns[0].Use, map.Columns[0].Field));
    }

    [Fact]
    public void The_lists_own_field_goes_before_a_synonym_but_not_before_a_built_in_name()
    {
        var list = Files.List(fields: [new ContactField("Newsletter", FieldType.Boolean)]);

        var map = HeaderMap.Create(list, ["email", "newsletter", "consent"]);

        Assert.Equal(["email", "Newsletter", "consent"], map.Columns.Select(c => c.Field));
        Assert.Equal(ColumnUse.Own, map.Columns[1].Use);
    }

    [Fact]
    public void An_unknown_heading_is_kept_under_its_cleaned_name()
    {
        var map = HeaderMap.Create(Files.List(), ["email", "  Punti fedeltà (2024)  ", "등급", "123", ""]);

        Assert.Equal(["email", "Punti_fedeltà_2024", "등급", "", ""], map.Columns.Select(c => c.Field));
        Assert.Equal([ColumnUse.Custom, ColumnUse.Custom, ColumnUse.Ignored, ColumnUse.Ignored], map.Columns.Skip(1).Select(c => c.Use));
    }

    [Fact]
    public void The_second_of_two_columns_for_one_field_is_reported_and_not_read()
    {
        var map = HeaderMap.Create(Files.List(), ["email", "E-mail address", "Note", "note"]);

        Assert.Equal([ColumnUse.BuiltIn, ColumnUse.Duplicate, ColumnUse.Custom, ColumnUse.Duplicate], map.Columns.Select(c => c.Use));
    }

    [Theory]
    [InlineData(KeyKind.Mobile, ColumnUse.BuiltIn, "mobile")]
    [InlineData(KeyKind.Email, ColumnUse.Custom, "Telefono")]
    public void A_telephone_column_stands_for_the_mobile_only_where_that_is_the_key(KeyKind key, ColumnUse use, string field)
    {
        var map = HeaderMap.Create(Files.List(key), ["email", "Telefono"]);

        Assert.Equal((use, field), (map.Columns[1].Use, map.Columns[1].Field));
    }

    [Fact]
    public void No_more_columns_are_kept_than_the_contact_has_room_for()
    {
        var list = Files.List(fields: [.. Enumerable.Range(0, 199).Select(i => new ContactField($"f{i}"))]);

        var map = HeaderMap.Create(list, ["email", "one", "two"]);

        Assert.Equal([ColumnUse.BuiltIn, ColumnUse.Custom, ColumnUse.Ignored], map.Columns.Select(c => c.Use));
    }
}
