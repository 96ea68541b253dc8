using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace MailMaker.Benchmarks.Imports;

/// <summary>Writes a workbook of 12 columns as spreadsheets do: texts shared, dates and numbers as numbers with a style.</summary>
internal static class SampleWorkbook
{
    private const int Texts = 9;
    private static readonly string[] Headings = ["email", "nome", "cognome", "sesso", "data di nascita", "cellulare", "indirizzo", "città", "provincia", "cap", "consenso", "punti"];
    private static readonly string[] Names = ["Ada", "Niccolò", "김민준", "Giulia", "박서연", "Emma", "Marco", "Sofia"];

    public static void Write(Stream to, int rows)
    {
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        Part(archive, "[Content_Types].xml", w => w.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"));
        Part(archive, "_rels/.rels", w => w.Write(Relations(("r1", "officeDocument", "xl/workbook.xml"))));
        Part(archive, "xl/workbook.xml", w => w.Write(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
            + "<sheets><sheet name=\"Contacts\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
        Part(archive, "xl/_rels/workbook.xml.rels", w => w.Write(Relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml"), ("r3", "styles", "styles.xml"))));
        Part(archive, "xl/styles.xml", w => w.Write(
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"00000\"/></numFmts>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"));
        Part(archive, "xl/sharedStrings.xml", w => Strings(w, rows));
        Part(archive, "xl/worksheets/sheet1.xml", w => Sheet(w, rows));
    }

    private static void Strings(StreamWriter writer, int rows)
    {
        writer.Write("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
        foreach (var heading in Headings)
            writer.Write($"<si><t>{heading}</t></si>");
        for (var i = 0; i < rows; i++)
        {
            string[] texts =
            [
                $"Person{i}@Example.com", Names[i % 8], $"Cognome {i % 9973}", i % 2 == 0 ? "F" : "Maschio", $"333 {1000000 + (i % 9000000)}", $"Via Roma {i % 200}", "Torino", "TO", "sì",
            ];
            foreach (var text in texts)
                writer.Write($"<si><t>{text}</t></si>");
        }

        writer.Write("</sst>");
    }

    private static void Sheet(StreamWriter writer, int rows)
    {
        writer.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row r=\"1\">");
        for (var column = 0; column < Headings.Length; column++)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column)}1\" t=\"s\"><v>{column}</v></c>"));
        writer.Write("</row>");
        for (var i = 0; i < rows; i++)
        {
            var (r, text) = (i + 2, Headings.Length + (i * Texts));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"<row r=\"{r}\" spans=\"1:12\"><c r=\"A{r}\" t=\"s\"><v>{text}</v></c><c r=\"B{r}\" t=\"s\"><v>{text + 1}</v></c><c r=\"C{r}\" t=\"s\"><v>{text + 2}</v></c><c r=\"D{r}\" t=\"s\"><v>{text + 3}</v></c>"));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"<c r=\"E{r}\" s=\"1\"><v>{20000 + (i % 15000)}</v></c><c r=\"F{r}\" t=\"s\"><v>{text + 4}</v></c><c r=\"G{r}\" t=\"s\"><v>{text + 5}</v></c><c r=\"H{r}\" t=\"s\"><v>{text + 6}</v></c>"));
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"<c r=\"I{r}\" t=\"s\"><v>{text + 7}</v></c><c r=\"J{r}\" s=\"2\"><v>{100 + (i % 80000)}</v></c><c r=\"K{r}\" t=\"s\"><v>{text + 8}</v></c><c r=\"L{r}\"><v>{i % 5000}.5</v></c></row>"));
        }

        writer.Write("</sheetData></worksheet>");
    }

    private static string Relations(params (string Id, string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Type}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";

    private static void Part(ZipArchive archive, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 64 * 1024);
        write(writer);
    }
}
