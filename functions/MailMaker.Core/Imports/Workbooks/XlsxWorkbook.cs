namespace MailMaker.Core.Imports.Workbooks;

/// <summary>A workbook of Excel 2007 or later, read as it streams from its archive. Why not a library: see docs/decisions/0022-workbooks.md.</summary>
internal sealed class XlsxWorkbook : Workbook
{
    private readonly XlsxPackage package;
    private readonly List<(SheetEntry Entry, string Path)> sheets = [];
    private readonly SharedStrings strings;
    private readonly CellFormats formats = new();
    private bool from1904;

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">The file, seekable; left open.</param>
    /// <param name="spool">Makes an empty spool for what is too much for memory.</param>
    public XlsxWorkbook(Stream file, Func<Stream> spool)
    {
        package = new XlsxPackage(file);
        try
        {
            var path = FindWorkbook();
            var relations = package.RelationsOf(path);
            ReadWorkbook(path, relations);
            if (Opened(relations, "styles") is { } styles)
            {
                using (styles)
                    formats = CellFormats.Read(styles);
            }

            using var shared = Opened(relations, "sharedStrings");
            strings = shared is null ? SharedStrings.None(spool) : SharedStrings.Read(shared, spool);
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public override IReadOnlyList<SheetEntry> Sheets => [.. sheets.Select(s => s.Entry)];

    /// <inheritdoc />
    public override bool From1904 => from1904;

    /// <inheritdoc />
    public override SheetRows Open(int sheet) => package.Open(sheets[sheet].Path) is { } part
        ? new XlsxRows(part, strings, formats, from1904)
        : throw new DamagedFileException($"The workbook is damaged: it names a sheet {sheets[sheet].Entry.Name} and does not have it.");

    /// <inheritdoc />
    public override void Dispose()
    {
        strings.Dispose();
        package.Dispose();
    }

    private XmlPart? Opened(IReadOnlyList<(string Id, string Type, string Path)> relations, string type) =>
        relations.FirstOrDefault(r => r.Type == type).Path is { } path ? package.Open(path) : null;

    private string FindWorkbook()
    {
        var path = package.RelationsOf("").FirstOrDefault(r => r.Type == "officeDocument").Path;
        path = path is not null && package.Has(path) ? path : "xl/workbook.xml";
        if (path.EndsWith(".bin", StringComparison.OrdinalIgnoreCase) || package.Has("xl/workbook.bin"))
            throw new DamagedFileException("The file is a binary workbook (.xlsb); save it as .xlsx or .csv.");
        return package.Has(path) ? path : throw new DamagedFileException("The file is an Office document, but no workbook; or it is damaged.");
    }

    private void ReadWorkbook(string path, IReadOnlyList<(string Id, string Type, string Path)> relations)
    {
        var targets = relations.Where(r => r.Type == "worksheet").GroupBy(r => r.Id).ToDictionary(g => g.Key, g => g.First().Path);
        var isWorkbook = false;
        using var part = package.Open(path)!;
        while (part.Read())
        {
            if (part.Type != System.Xml.XmlNodeType.Element)
                continue;
            isWorkbook |= part is { Name: "workbook", Depth: 0 };
            if (part.Name == "workbookPr")
                from1904 = part["date1904"] is "1" or "true" or "on";
            else if (part.Name == "sheet" && part["id"] is { } id && targets.TryGetValue(id, out var target))
                sheets.Add((new SheetEntry(part["name"] ?? "", part["state"] is not ("hidden" or "veryHidden")), target));
            if (sheets.Count > FileLimits.MostSheets)
                throw new DamagedFileException($"The workbook has more than {FileLimits.MostSheets:N0} sheets.");
        }

        if (!isWorkbook)
            throw new DamagedFileException("The file is an Office document, but no workbook; or it is damaged.");
    }
}
