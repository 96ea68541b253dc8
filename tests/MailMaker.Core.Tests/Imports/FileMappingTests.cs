using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

public class FileMappingTests
{
    private static readonly ContactList List = Files.List(fields: [new ContactField("punti", FieldType.Number)]);

    [Fact]
    public async Task A_mapped_heading_goes_before_one_that_only_sounds_like_the_field()
    {
        var mapping = new FileMapping { Name = "m", Columns = new Dictionary<string, string?> { ["Privat"] = "email", ["Email"] = "Work_mail", ["Note"] = null } };

        var read = await Files.Read("email,PRIVAT,note\nwork@example.com,ada@example.com,secret\n", mapping: mapping);

        Assert.Equal("""{"email":"ada@example.com","Work_mail":"work@example.com"}""", read.Rows.Single().Fields);
        Assert.Equal([ColumnUse.Custom, ColumnUse.BuiltIn, ColumnUse.Ignored], read.Columns.Select(c => c.Use));
    }

    [Fact]
    public async Task Of_two_columns_for_one_field_the_second_is_reported_and_what_nobody_knows_is_left_out_where_the_mapping_says_so()
    {
        var mapping = new FileMapping { Name = "m", Columns = new Dictionary<string, string?> { ["A"] = "email", ["B"] = "email" }, OtherColumns = OtherColumns.Ignore };

        var read = await Files.Read("A,B,nome,Other\na@example.com,b@example.com,Ada,x\n", mapping: mapping);

        Assert.Equal("""{"email":"a@example.com","firstName":"Ada"}""", read.Rows.Single().Fields);
        Assert.Equal([ColumnUse.BuiltIn, ColumnUse.Duplicate, ColumnUse.BuiltIn, ColumnUse.Ignored], read.Columns.Select(c => c.Use));
    }

    [Fact]
    public async Task Order_of_dates_decimal_mark_delimiter_and_encoding_go_before_what_is_usual()
    {
        var mapping = new FileMapping { Name = "m", DateOrder = DateOrder.MonthDayYear, DecimalMark = DecimalMark.Point, Delimiter = ":", Encoding = TextKind.Windows1252 };
        byte[] file = [.. "email:nome:data di nascita:punti\na@example.com:Nicc"u8, 0xB0, 0xA1, .. ":03/04/85:1.234\n"u8];

        var read = await Files.Read(file, List, mapping: mapping);

        Assert.Equal("""{"email":"a@example.com","firstName":"Nicc°¡","birthDate":"1985-03-04","punti":"1.234"}""", read.Rows.Single().Fields);
    }

    [Fact]
    public void A_definition_becomes_a_mapping_with_the_fields_names_as_they_are()
    {
        var asked = new FileMappingDefinition { Columns = new Dictionary<string, string?> { [" Mail "] = "EMAIL", ["P"] = "Punti", ["New"] = "newField", ["No"] = null } };

        var mapping = asked.ToMapping(List, "crm").Value!;

        Assert.Equal(new Dictionary<string, string?> { ["Mail"] = "email", ["P"] = "punti", ["New"] = "newField", ["No"] = null }, mapping.Columns);
    }

    [Fact]
    public void Every_fault_of_a_definition_is_told_with_its_place()
    {
        var asked = new FileMappingDefinition
        {
            Columns = new Dictionary<string, string?> { [""] = "email", ["a/b"] = "9x", ["c"] = "email", [" c"] = "email" }, Delimiter = "\"", Encoding = TextKind.Ascii, Sheet = new string('x', 32),
        };

        Assert.Equal(["", "/delimiter", "/encoding", "/sheet", "/columns/", "/columns/a~1b", "/columns/ c"], asked.ToMapping(List, "No name").Problems.Select(p => p.Pointer));
    }
}
