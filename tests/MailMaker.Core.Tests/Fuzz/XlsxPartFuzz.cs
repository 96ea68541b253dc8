using System.Text;
using static MailMaker.Core.Tests.Imports.Workbooks.Workbooks;

namespace MailMaker.Core.Tests.Fuzz;

/// <summary>The XML within a workbook that is whole otherwise: the part that the input looks most like takes its place.</summary>
public sealed class XlsxPartFuzz : FuzzTarget
{
    public override IReadOnlyList<byte[]> Tokens { get; } = Utf8(
        "<", ">", "/>", "</", "\"", "=", "&", "&amp;", "&#0;", "&#xD;", "&lol;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.0\"?>", "<!DOCTYPE x [<!ENTITY lol \"lol\">]>", "<worksheet><sheetData>",
        "</sheetData></worksheet>", "<row>", "<row r=\"2\">", "<row r=\"1048577\">", "</row>", "<c>", "<c r=\"A1\" t=\"s\">", "<c r=\"XFD1\">", "<c r=\"ZZZZ1\">", "<c t=\"inlineStr\">", "<c t=\"b\">", "<c t=\"d\">", "<c s=\"1\">",
        "<c s=\"-1\">", "</c>", "<v>", "</v>", "<v>1</v>", "<v>1E400</v>", "<v>-1</v>", "<v>99999999999</v>", "<v>2021-01-01</v>", "<is><t>", "</t></is>", "<sst>", "<si>", "<t>", "<r>", "<rPh>", "</rPh>", "</si>", "_x000D_", "_xD800_",
        "<styleSheet>", "<cellXfs>", "<xf numFmtId=\"14\"/>", "<numFmt numFmtId=\"164\" formatCode=\"[$-412]yyyy\\-mm;@\"/>", "<workbook>", "<sheet name=\"x\" r:id=\"s0\"/>", "<workbookPr date1904=\"1\"/>", "<Relationship Id=\"s0\" ",
        "Target=\"../../..//x\"", "Target=\"file:///etc/passwd\"", "TargetMode=\"External\"", " ", "\n", "é", "\0", "\uFFFF", new string('x', 9_000));

    protected override IReadOnlyList<byte[]> OwnSamples { get; } = Utf8(
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"str\"><f>x</f><v>nome</v></c></row><row><c t=\"inlineStr\"><is><r><t>a@example.com</t></r></is></c><c s=\"1\"><v>31413.5</v></c></row></sheetData></worksheet>",
        "<sst><si><t>email</t></si><si><r><t xml:space=\"preserve\">a@ex</t></r><r><t>ample.com</t></r><rPh><t>x</t></rPh></si></sst>",
        "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
        "<workbook xmlns:r=\"x\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" state=\"hidden\" r:id=\"s0\"/><sheet name=\"B\" r:id=\"s0\"/></sheets></workbook>",
        "<Relationships><Relationship Id=\"s0\" Type=\"x/worksheet\" Target=\"worksheets/sheet0.xml\"/></Relationships>");

    public override void Run(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var part = text.Contains("<sst", StringComparison.Ordinal) ? "xl/sharedStrings.xml"
            : text.Contains("<styleSheet", StringComparison.Ordinal) ? "xl/styles.xml"
            : text.Contains("<workbook", StringComparison.Ordinal) ? "xl/workbook.xml"
            : text.Contains("<Relationship", StringComparison.Ordinal) ? "xl/_rels/workbook.xml.rels" : "xl/worksheets/sheet0.xml";
        ContactFileWalk.Through(With(part, text));
    }
}
