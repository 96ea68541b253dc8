using System.Xml;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>
/// Reads the XML of one part of a workbook: no document type (so no entities and no files or addresses to fetch), bounded depth, and a part that
/// is no XML is told by its name.
/// </summary>
internal sealed class XmlPart : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true,
        // A control character in a cell is no reason to lose the file.
        CheckCharacters = false,
    };

    private readonly XmlReader reader;
    private readonly string name;

    public XmlPart(Stream part, string name)
    {
        this.name = name;
        var settings = Settings.Clone();
        settings.CloseInput = true;
        settings.NameTable = Names = new NameTable();
        try
        {
            reader = XmlReader.Create(new MarkupStream(part, name), settings);
        }
        catch (XmlException e)
        {
            part.Dispose();
            throw Damage(e);
        }
    }

    /// <summary>The names of the part: two equal ones are one object.</summary>
    public XmlNameTable Names { get; }

    /// <summary>What the reader stands on.</summary>
    public XmlNodeType Type => reader.NodeType;

    /// <summary>The element's name without its prefix.</summary>
    public string Name => reader.LocalName;

    /// <summary>Elements around it.</summary>
    public int Depth => reader.Depth;

    /// <summary>Whether the element has no content.</summary>
    public bool IsEmpty => reader.IsEmptyElement;

    /// <summary>An attribute, whatever its namespace; null when there is none.</summary>
    public string? this[string attribute]
    {
        get
        {
            string? value = null;
            for (var has = reader.MoveToFirstAttribute(); has && value is null; has = reader.MoveToNextAttribute())
                value = reader.LocalName == attribute ? reader.Value : null;
            reader.MoveToElement();
            return value;
        }
    }

    /// <summary>Moves to the next attribute of the element; false, and back on the element, after the last.</summary>
    public bool NextAttribute() => reader.MoveToNextAttribute() || (reader.MoveToElement() && false);

    /// <summary>Moves on; false at the end of the part.</summary>
    public bool Read()
    {
        try
        {
            var more = reader.Read();
            if (reader.Depth > FileLimits.MostDepth)
                throw new DamagedFileException($"The workbook's part {name} has elements within each other deeper than {FileLimits.MostDepth}.");
            return more;
        }
        catch (XmlException e)
        {
            throw Damage(e);
        }
    }

    /// <summary>Moves to the next element of a name, wherever it is; false at the end of the part.</summary>
    public bool ReadTo(string element)
    {
        while (Read())
        {
            if (Type == XmlNodeType.Element && Name == element)
                return true;
        }

        return false;
    }

    /// <summary>Copies the text that the reader stands on.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="written">Characters copied.</param>
    /// <returns>Whether all of it had room.</returns>
    public bool TryCopyText(Span<char> to, out int written)
    {
        written = 0;
        var chunk = Chunk();
        try
        {
            while (reader.ReadValueChunk(chunk, 0, chunk.Length) is > 0 and var read)
            {
                if (!chunk.AsSpan(0, read).TryCopyTo(to[written..]))
                    return false;
                written += read;
            }

            return true;
        }
        catch (XmlException e)
        {
            throw Damage(e);
        }
    }

    /// <inheritdoc />
    public void Dispose() => reader.Dispose();

    private char[]? chunk;

    private char[] Chunk() => chunk ??= new char[4 * 1024];

    private DamagedFileException Damage(XmlException e) => e.InnerException is DamagedFileException inner
        ? inner
        : new DamagedFileException($"The workbook is damaged: its part {name} can't be read as XML from line {e.LineNumber}, character {e.LinePosition} on.", e);
}
