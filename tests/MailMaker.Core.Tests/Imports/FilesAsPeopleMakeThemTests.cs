using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

public class FilesAsPeopleMakeThemTests
{
    [Fact]
    public async Task Titles_above_the_header_and_totals_below_the_rows_are_no_contacts()
    {
        var read = await Files.Read(
            "Clienti al 31/12/2025;;\n;;\nCodice;E-mail;Nome;\n0012;a@example.com;Ada;\n0013;b@example.com;Bea;\nTotale:;2;;\n합계;2;;\n", Files.List(KeyKind.Fkey));

        Assert.Equal(["0012", "0013"], read.Rows.Select(r => r.Key));
        Assert.Equal([(6L, "is the label of a totals line, not a key"), (7L, "is the label of a totals line, not a key")], read.Rejects.Select(r => (r.Line, r.Reason)));
    }

    [Fact]
    public async Task A_title_of_one_cell_does_not_hide_the_delimiter()
    {
        var read = await Files.Read("Elenco clienti, aggiornato\nMarzo 2026\n\nE-mail;Nome\na@example.com;Ada\n");

        Assert.Equal((';', "Ada"), (read.Delimiter, read.Rows.Single()["firstName"]));
    }

    [Theory]
    [InlineData("IT", "333 1234567", "+393331234567")]
    [InlineData("IT", "+39 333.123.4567", "+393331234567")]
    [InlineData("IT", "0039 333 1234567", "+393331234567")]
    [InlineData("IT", "39 333 1234567", "+393331234567")]
    [InlineData("IT", "'+39 333 1234567", "+393331234567")]
    [InlineData("KR", "010-2000-0000", "+821020000000")]
    [InlineData("KR", "+82 (0)10-2000-0000", "+821020000000")]
    [InlineData("KR", "82-10-2000-0000", "+821020000000")]
    public async Task A_mobile_number_is_understood_as_people_write_it(string country, string written, string mobile)
    {
        var read = await Files.Read($"email,mobile\na@example.com,{written}\n", Files.List(country: country));

        Assert.Equal(mobile, read.Rows.Single()["mobile"]);
    }

    [Fact]
    public async Task Blanks_around_values_and_headings_quotes_line_ends_and_empty_columns_of_every_kind_are_taken_as_meant()
    {
        var read = await Files.Read(
            "\uFEFF \u00A0E-Mail \u00A0; Nome ;\"Nota\r\n(lunga)\";Nome;;\r\n \u00A0a@example.com\u00A0 ;\u3000Ada\u00A0;\"disse \"\"sì\"\"\r\ne poi no\";x;;\rb@example.com;;;;;\n\r\n;;;;;\n");

        Assert.Equal(["a@example.com", "b@example.com"], read.Rows.Select(r => r.Key));
        Assert.Equal("""{"email":"a@example.com","firstName":"Ada","Nota_lunga":"disse \"sì\" e poi no"}""", read.Rows[0].Fields);
        Assert.Empty(read.Rejects);
    }

    [Fact]
    public async Task A_landline_in_the_mobiles_column_costs_the_number_and_a_person_without_another_address_the_row()
    {
        var both = await Files.Read("email,mobile\na@example.com,06 1234567\n");
        var alone = await Files.Read("fkey,mobile\n1,06 1234567\n", Files.List(KeyKind.Fkey));
        var key = await Files.Read("mobile,nome\n06 1234567,Ada\n", Files.List(KeyKind.Mobile));

        Assert.Equal(("a@example.com", "mobile"), (both.Rows.Single().Key, both.Rows[0].Unread));
        Assert.Equal("mobile", both.Warnings.Single().Column);
        Assert.Equal(("mobile", 0), (alone.Rejects.Single().Column, alone.Rows.Count));
        Assert.Equal("mobile", key.Rejects.Single().Column);
    }

    [Fact]
    public async Task Consent_that_can_t_be_read_rejects_the_row_so_that_nobody_is_written_to_unasked()
    {
        var read = await Files.Read("email,consenso\na@example.com,forse\nb@example.com,no\n");

        Assert.Equal(("consenso", 2L), (read.Rejects.Single().Column, read.Rejects[0].Line));
        Assert.Equal("false", read.Rows.Single()["consent"]);
    }

    [Fact]
    public async Task An_address_that_can_t_be_read_rejects_the_row_of_a_list_with_another_key()
    {
        var read = await Files.Read("codice;email;nome\n1;no address;Ada\n2;;Bea\n", Files.List(KeyKind.Fkey));

        Assert.Equal("email", read.Rejects.Single().Column);
        Assert.Equal("2", read.Rows.Single().Key);
    }
}
