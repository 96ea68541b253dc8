using System.IO.Compression;
using System.Text;

namespace MailMaker.Core.Tests.Imports.Workbooks;

/// <summary>Small workbooks made of the XML of their parts.</summary>
internal static class Workbooks
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    /// <summary>A workbook of Excel 97-2003: a hidden sheet, then Clienti with a header in row 1 and contacts in rows 2, 3 and 5.</summary>
    public static byte[] Old => Unpack(
        "H4sIAAAAAAACA+1XS09TQRQ+M50+eLYFBYtSoRuCJpZHUEwAK7ggJBJDF26I0gdSYksJ1AR2xMfCRKM/wI1LF0TdaKIu8AcYDYkbYwz4C9SwROo3595bSgkExEAwPZNv7vTcuT3fnHPmzL2fPnqXnr6sW6YC6SEbrWVLyJGnE4C0fniM3xpr"
        + "2WzWUmeLcqjkN7BmQiF+dkDH3GnGtYj/H3pP24DC+LuAEqAUKAPKgQqgEnAbJYC8QBVQDRwBjgI1QC1wDPABdcBx4ARQD/iBk0AD0FjMswPFEO1NFNmFVUvEDp/RuTbnss6UMCWoHS1DA9Sxa/tVJNm+NM+enfM25CqlaYpuUhTXNK5/a9+S"
        + "nTyj/eRz0T+T3drPl3NtZ9v2YrvEhSrgsFN06oOzZEGQA4VjGW8JL9R7flf4DgzTpK4n4UR7e2YgTPsivcwhIjQH0KJuoeB3SU8AL6qSNGLHlUv3z3nmO+67uaIRjUwtXOo0I7YiQjzvIfcB7ivRC3rNz3xhTStq3Q9+4rG5GeziIvJrnCKU"
        + "JL/qoE5URRGg0sH+cJDK0DfgzxJoAeq9EaAUWoAcQwGaRgvQ4qy+71c+6kIZFnGKU5AnBWnWbH7lBmM7iRay2hKXYqKVgnQo6vdXXyiGvmsLffcm/Qin1j3cnbfpJHSIfqSSToJRmoC+ht5yHXOKPqTXOGszuD4gneyCVmm9ypTmNqtnw2at"
        + "4CQuRx/Hoa7HXk5lD55dffZz8XL0yoXrrD/F+tPc32bNXN7/32H9XeMDQVbmCp3RK9lofjWUk5hApc0g5cdBdwxvAQkQnwJ6ZBW94g+OUJ4T3gg33kg2rHzMVQ3kHyhsKeFqAjaeM2xfbSr9B+ENO/dO9ka16Q1s21Hs5ggWl4Tay3Q9Onza"
        + "SSmsVskm/uzygA/2fwSei8BncTzRAFdEUCZiGGutkm5etUc7JAbFpGlJGZYm6ZaZIEr6mJBeFmamoZ5mz05jbNBwrNPImDQEUwaNCGkiIahncE3BThLjMxRjzkrWcvZ5sFYxCGsxvpGkX2SDKwRXYI7y/LeQobGZFZcWrpkaxW+XWppDdgmW"
        + "zBZ6WaE3AsZw+fDn1LwmJi1iUdDYjpgRUvZPL0/VxuQ6oftfQ4YmR4jGTE2OUOgRE5JMSMeymTPKo+nF2F56GwZe3prs2j5zspL1+KkjjArfjjMkCLRxfx7nRQsHUXFczSrfylVe81J5jnIxL5VzVBnGDh6LmS33llcHaWP1+NvdpThrrN1V"
        + "lEMhfwAOyGClABIAAA==");

    /// <summary>A workbook of one sheet.</summary>
    /// <param name="rows">The rows' XML.</param>
    /// <param name="strings">The shared strings.</param>
    /// <param name="formats">The number formats of styles 1, 2 and so on; style 0 is plain.</param>
    /// <param name="from1904">Whether days are counted from 1904.</param>
    public static byte[] Of(string rows, string[]? strings = null, string[]? formats = null, bool from1904 = false) => Package(
        [("Contacts", "visible", rows)],
        $"<sst {Main}>{string.Concat((strings ?? []).Select(s => s.StartsWith("<si>", StringComparison.Ordinal) ? s : $"<si><t xml:space=\"preserve\">{s}</t></si>"))}</sst>",
        Styles(formats ?? []), from1904);

    /// <summary>A workbook of some sheets: name, state, rows.</summary>
    public static byte[] OfSheets(params (string Name, string State, string Rows)[] sheets) => Package(sheets, null, Styles([]), false);

    /// <summary>A workbook of which a part is not as it should be.</summary>
    public static byte[] With(string part, string xml) => Zip([.. Parts([("Contacts", "visible", "<row><c t=\"inlineStr\"><is><t>email</t></is></c></row>")], $"<sst {Main}/>", Styles([]), false)
        .Where(p => p.Name != part), (part, xml)]);

    /// <summary>Cells with these texts in them.</summary>
    public static string Row(int number, params string[] texts) =>
        $"<row r=\"{number}\">{string.Concat(texts.Select(t => $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{t}</t></is></c>"))}</row>";

    public static byte[] Zip(params (string Name, string Text)[] files) => Zip([.. files.Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))]);

    public static byte[] Zip((string Name, byte[] Content)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(content);
        return stream.ToArray();
    }

    private static byte[] Package((string Name, string State, string Rows)[] sheets, string? strings, string styles, bool from1904) => Zip(Parts(sheets, strings, styles, from1904));

    private static (string Name, string Text)[] Parts((string Name, string State, string Rows)[] sheets, string? strings, string styles, bool from1904) =>
    [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", Relations([("r1", "officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml",
            $"<workbook {Main} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr{(from1904 ? " date1904=\"1\"" : "")}/><sheets>"
            + string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"s{i}\"/>")) + "</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", Relations(
        [
            .. sheets.Select((_, i) => ($"s{i}", "worksheet", $"/xl/worksheets/sheet{i}.xml")), ("t", "styles", "styles.xml"), ("u", "sharedStrings", "./../xl/sharedStrings.xml"),
        ])),
        ("xl/styles.xml", styles),
        .. strings is null ? Array.Empty<(string, string)>() : [("xl/sharedStrings.xml", strings)],
        .. sheets.Select((s, i) => ($"xl/worksheets/sheet{i}.xml", $"<worksheet {Main}><sheetData>{s.Rows}</sheetData></worksheet>")),
    ];

    private static string Styles(string[] formats) =>
        $"<styleSheet {Main}><numFmts>{string.Concat(formats.Select((f, i) => $"<numFmt numFmtId=\"{164 + i}\" formatCode=\"{f.Replace("\"", "&quot;", StringComparison.Ordinal)}\"/>"))}</numFmts>"
        + $"<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>{string.Concat(formats.Select((_, i) => $"<xf numFmtId=\"{164 + i}\"/>"))}</cellXfs></styleSheet>";

    private static string Relations((string Id, string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{r.Type}\" Target=\"{r.Target}\"/>"))
        + "</Relationships>";

    private static byte[] Unpack(string base64)
    {
        using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
        using var to = new MemoryStream();
        gzip.CopyTo(to);
        return to.ToArray();
    }
}
