using System.Globalization;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>The number formats that cells refer to by the number of their style (ECMA-376 part 1, 18.8.10).</summary>
internal sealed class CellFormats
{
    private readonly List<NumberFormat> formats = [];

    /// <summary>The format of a style; a plain number's where there is no such style.</summary>
    public NumberFormat this[int style] => style >= 0 && style < formats.Count ? formats[style] : NumberFormat.General;

    /// <summary>Reads the part of styles.</summary>
    public static CellFormats Read(XmlPart part)
    {
        var read = new CellFormats();
        var own = new Dictionary<int, NumberFormat>();
        var inCells = false;
        while (part.Read())
        {
            if (part.Type == System.Xml.XmlNodeType.EndElement && part.Name == "cellXfs")
                inCells = false;
            if (part.Type != System.Xml.XmlNodeType.Element)
                continue;
            switch (part.Name)
            {
                case "numFmt" when IdOf(part["numFmtId"]) is { } id && part["formatCode"] is { } code && own.Count < FileLimits.MostStyles:
                    own[id] = NumberFormat.Of(code);
                    break;
                case "cellXfs":
                    inCells = !part.IsEmpty;
                    break;
                case "xf" when inCells && read.formats.Count < FileLimits.MostStyles:
                    var format = IdOf(part["numFmtId"]) ?? 0;
                    read.formats.Add(own.GetValueOrDefault(format) ?? NumberFormat.BuiltIn(format));
                    break;
            }
        }

        return read;
    }

    private static int? IdOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
