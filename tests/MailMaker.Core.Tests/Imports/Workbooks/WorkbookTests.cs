using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports.Workbooks;

public class WorkbookTests
{
    private static readonly ContactList Own = Files.List(fields: [new ContactField("punti", FieldType.Number), new ContactField("visita", FieldType.Date), new ContactField("ok", FieldType.Boolean)]);

    [Fact]
    public async Task Every_kind_of_cell_is_read()
    {
        const string rows = """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="str"><f>"ci"&amp;"tta"</f><v>citta</v></c></row>
            <row r="3"><c r="A3" t="inlineStr"><is><r><t>ada@</t></r><r><t>example.com</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c><c r="B3" s="1"><v>31413</v></c><c r="C3"><v>1234.5</v></c>
            <c r="D3" t="b"><v>1</v></c><c r="E3" t="s"><v>5</v></c><c r="F3" t="e"><v>#N/A</v></c></row>
            """;

        var read = await Files.Read(
            Workbooks.Of(rows, ["email", "visita", "punti", "ok", "nome", "<si><r><t>Nicco</t></r><r><t>lò</t></r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh></si>"], ["dd/mm/yyyy"]), Own);

        Assert.Equal("", read.Refusal);
        Assert.Equal("""{"email":"ada@example.com","firstName":"Niccolò","punti":"1234.5","visita":"1986-01-01","ok":"true"}""", Assert.Single(read.Rows).Fields);
        Assert.Equal((3L, "Contacts!F3", "city"), (read.Warnings.Single().Line, read.Warnings.Single().Cell, read.Rows[0].Unread));
    }

    [Theory]
    [InlineData("00000", "123", "00123")]
    [InlineData("000-0000-0000", "1012345678", "010-1234-5678")]
    [InlineData("\"+39\" 000 0000000", "3331234567", "+39 333 1234567")]
    [InlineData("0", "123", "123")]
    [InlineData("#,##0.00", "1234.5", "1234.5")]
    [InlineData("0.00E+00", "12345678901", "12345678901")]
    [InlineData("General", "0.1", "0.1")]
    [InlineData("General", "0.30000000000000004", "0.3")]
    [InlineData("General", "3.9333123456700000E11", "393331234567")]
    [InlineData("General", "1E-7", "0.0000001")]
    [InlineData("yyyy\"년\" m\"월\" d\"일\"", "29586", "1980-12-31")]
    [InlineData("[$-412]yyyy\"-\"mm\"-\"dd", "29586", "1980-12-31")]
    [InlineData("d/m/yy h:mm", "29586.75", "1980-12-31T18:00:00")]
    [InlineData("h:mm", "0.75", "18:00:00")]
    [InlineData("[h]:mm", "0.5", "12:00:00")]
    [InlineData("dd/mm/yyyy", "-1", "-1")]
    [InlineData("dd/mm/yyyy", "1", "1900-01-01")]
    [InlineData("dd/mm/yyyy", "61", "1900-03-01")]
    [InlineData("dd/mm/yyyy", "2958465", "9999-12-31")]
    [InlineData("dd/mm/yyyy", "2958466", "2958466")]
    [InlineData("mmmm", "29586", "1980-12-31")]
    public async Task A_number_is_what_its_format_makes_of_it(string format, string number, string shown)
    {
        var read = await Files.Read(Workbooks.Of(
            $"{Workbooks.Row(1, "email", "nota")}<row r=\"2\"><c t=\"str\"><v>a@example.com</v></c><c s=\"1\"><v>{number}</v></c></row>", formats: [format]));

        Assert.Equal(shown, read.Rows.Single()["nota"]);
    }

    [Theory]
    [InlineData("1", "28124")]
    [InlineData("0", "28124")]
    public async Task Days_are_counted_from_1904_where_the_workbook_does_so(string style, string serial)
    {
        var rows = $"{Workbooks.Row(1, "email", "data di nascita")}<row r=\"2\"><c t=\"str\"><v>a@example.com</v></c><c s=\"{style}\"><v>{serial}</v></c></row>";

        var read = await Files.Read(Workbooks.Of(rows, formats: ["dd/mm/yyyy"], from1904: true));

        Assert.Equal("1980-12-31", read.Rows.Single()["birthDate"]);
    }

    [Fact]
    public async Task A_number_of_a_sheet_has_a_point_whatever_the_country_and_a_text_what_the_country_writes()
    {
        var rows = $"{Workbooks.Row(1, "email", "punti")}<row><c t=\"str\"><v>a@b.it</v></c><c><v>1.234</v></c></row><row><c t=\"str\"><v>b@b.it</v></c><c t=\"str\"><v>1.234</v></c></row>";

        var read = await Files.Read(Workbooks.Of(rows), Own);

        Assert.Equal(["1.234", "1234"], read.Rows.Select(r => r["punti"]));
    }

    [Fact]
    public async Task Titles_blank_rows_and_missing_cells_are_passed_over_and_faults_are_told_by_sheet_and_cell()
    {
        var rows = Workbooks.Row(2, "Clienti al 1 marzo") + Workbooks.Row(4, "nome", "email", "sesso") + Workbooks.Row(5, " ", "")
            + "<row r=\"7\"><c r=\"B7\" t=\"str\"><v>a@example.com</v></c></row>" + Workbooks.Row(8, "Bea", "no address", "f") + Workbooks.Row(9, "Cleo", "c@example.com", "?")
            + Workbooks.Row(11, "Totale: 3");

        var read = await Files.Read(Workbooks.Of(rows));

        Assert.Equal([(7L, "a@example.com"), (9L, "c@example.com")], read.Rows.Select(r => (r.Line, r.Key)));
        Assert.Equal([(8L, "email", "Contacts!B8", "Bea,no address,f"), (11L, "email", "Contacts!B11", "Totale: 3")], read.Rejects.Select(r => (r.Line, r.Column, r.Cell, r.Row)));
        Assert.Equal(("Contacts!C9", "sesso"), (read.Warnings.Single().Cell, read.Warnings.Single().Column));
    }

    [Fact]
    public async Task The_first_visible_sheet_with_a_cell_is_read_or_the_one_that_the_mapping_names()
    {
        var file = Workbooks.OfSheets(
            ("Old", "hidden", Workbooks.Row(1, "email") + Workbooks.Row(2, "old@example.com")), ("Empty", "visible", ""), ("Now", "visible", Workbooks.Row(1, "email") + Workbooks.Row(2, "now@example.com")));

        var first = await Files.Read(file);
        var named = await Files.Read(file, mapping: new FileMapping { Name = "m", Sheet = "old" });
        var missing = await Files.Read(file, mapping: new FileMapping { Name = "m", Sheet = "Other" });

        Assert.Equal(("Now", "now@example.com"), (first.Sheet, first.Rows.Single().Key));
        Assert.Equal(("Old", "old@example.com"), (named.Sheet, named.Rows.Single().Key));
        Assert.Equal("The workbook has no sheet Other, which the mapping names; it has: Old, Empty, Now.", missing.Refusal);
    }

    [Fact]
    public async Task Characters_that_xml_can_t_hold_are_put_in_place()
    {
        var read = await Files.Read(Workbooks.Of(Workbooks.Row(1, "email", "nota") + Workbooks.Row(2, "a@example.com", "one_x000D_\ntwo _x005F_x _x00")));

        Assert.Equal("one two _x _x00", read.Rows.Single()["nota"]);
    }

    [Fact]
    public async Task An_old_workbook_is_read()
    {
        var read = await Files.Read(Workbooks.Old, Own);

        Assert.Equal("", read.Refusal);
        Assert.Equal("Clienti", read.Sheet);
        Assert.Equal([(2L, "ada@example.com"), (3L, "bea@example.com"), (5L, "cleo@example.com")], read.Rows.Select(r => (r.Line, r.Key)));
        Assert.Equal(
            """{"email":"ada@example.com","firstName":"Niccolò","birthDate":"1986-01-01","postalCode":"00123","consent":"true","punti":"12.5","note":"한국"}""", read.Rows[0].Fields);
        Assert.Equal(("1980-12-31", "00100"), (read.Rows[2]["birthDate"], read.Rows[2]["postalCode"]));
    }

    [Fact]
    public async Task Many_shared_strings_go_through_the_spool_and_come_back_in_any_order()
    {
        const int count = 300_000;
        var strings = Enumerable.Range(0, count).Select(i => $"person-{i}-{new string('x', i % 40)}@example.com").Prepend("email").ToArray();
        var rows = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"<row><c t=\"s\"><v>{(i * 7919L % count) + 1}</v></c></row>"));
        var spools = new List<MemoryStream>();
        using var file = new MemoryStream(Workbooks.Of("<row><c t=\"s\"><v>0</v></c></row>" + rows, strings));

        using var reader = await ContactFileReader.OpenAsync(file, Files.List(), new ContactFileOptions { Spool = () => Spooled(spools) });
        var keys = new List<string>();
        while (await reader.ReadAsync())
            keys.Add(System.Text.Encoding.UTF8.GetString(reader.Row.Key));

        Assert.Equal("", reader.Refusal);
        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => strings[(i * 7919L % count) + 1]), keys);
        Assert.Single(spools);
    }

    private static MemoryStream Spooled(List<MemoryStream> spools)
    {
        spools.Add(new MemoryStream());
        return spools[^1];
    }
}
