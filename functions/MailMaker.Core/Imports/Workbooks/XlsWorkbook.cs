using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace MailMaker.Core.Imports.Workbooks;

/// <summary>
/// A workbook of Excel 97 to 2003, through ExcelDataReader, which keeps its strings in memory: hence <see cref="FileLimits.MostOldWorkbookBytes"/>.
/// An error cell reads as an empty one. The reader meets hostile files with whatever exception comes first; all of them are damage.
/// </summary>
internal sealed class XlsWorkbook : Workbook
{
    private const string Damaged = "The workbook is damaged: it can't be read to the end. Open it in a spreadsheet and save it as .xlsx or .csv.";

    private readonly IExcelDataReader reader;
    private readonly List<SheetEntry> sheets = [];

    private static ReadOnlySpan<byte> CompoundFile => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    static XlsWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Opens a workbook.</summary>
    /// <param name="file">The file, seekable; left open.</param>
    public XlsWorkbook(Stream file)
    {
        if (file.Length > FileLimits.MostOldWorkbookBytes)
            throw new DamagedFileException($"The workbook is larger than {FileLimits.MostOldWorkbookBytes >> 20} MiB; save it as .xlsx or .csv.");
        if (!HasHonestSectors(file))
            throw new DamagedFileException(Damaged);
        reader = Guarded(() => Open(new MeteredStream(file)));
        Guarded(() =>
        {
            do
                sheets.Add(new SheetEntry(reader.Name ?? "", reader.VisibleState == "visible"));
            while (sheets.Count < FileLimits.MostSheets && reader.NextResult());
            reader.Reset();
            return true;
        });
    }

    /// <inheritdoc />
    public override IReadOnlyList<SheetEntry> Sheets => sheets;

    /// <summary>False: the reader counts by the workbook's own system when it makes dates, and plain numbers of 1904 are not told from others.</summary>
    public override bool From1904 => false;

    /// <inheritdoc />
    public override SheetRows Open(int sheet)
    {
        Guarded(() =>
        {
            // A sheet begins at its first row, also when it was read before.
            reader.Reset();
            for (var at = 0; at < sheet; at++)
                reader.NextResult();
            return true;
        });
        return new Rows(reader);
    }

    /// <inheritdoc />
    public override void Dispose() => reader.Dispose();

    private static IExcelDataReader Open(Stream file)
    {
        try
        {
            return ExcelReaderFactory.CreateBinaryReader(file, new ExcelReaderConfiguration { FallbackEncoding = Encoding.GetEncoding(1252), LeaveOpen = true });
        }
        catch (InvalidPasswordException e)
        {
            throw new DamagedFileException("The workbook is protected by a password. Save it without one.", e);
        }
        catch (ExcelReaderException e)
        {
            // [MS-OFFCRYPTO] 2.3.4.4: an .xlsx under a password is a compound file with a stream of this name.
            throw new DamagedFileException(
                Contains(file, Encoding.Unicode.GetBytes("EncryptedPackage"))
                    ? "The workbook is protected by a password. Save it without one." : "The file is a document of an old Office program, but no workbook; or it is damaged.",
                e);
        }
    }

    // [MS-CFB] 2.2: a sector has 2^9 or 2^12 octets, a small one 2^6. The reader takes what the header says and makes a buffer of that size, however small the file is.
    private static bool HasHonestSectors(Stream file)
    {
        Span<byte> header = stackalloc byte[34];
        file.Position = 0;
        var length = file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return length < header.Length || !header.StartsWith(CompoundFile)
            || (BinaryPrimitives.ReadUInt16LittleEndian(header[30..]) is 9 or 12 && BinaryPrimitives.ReadUInt16LittleEndian(header[32..]) <= 12);
    }

    private static bool Contains(Stream file, byte[] sought)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        file.Position = 0;
        while (file.Read(buffer, kept, buffer.Length - kept) is > 0 and var read)
        {
            var have = kept + read;
            if (buffer.AsSpan(0, have).IndexOf(sought) >= 0)
                return true;
            kept = Math.Min(have, sought.Length - 1);
            buffer.AsSpan(have - kept, kept).CopyTo(buffer);
        }

        return false;
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        // What storage throws goes on; the reader itself reads from memory and file only by this stream.
        catch (Exception e) when (e is not (DamagedFileException or IOException or OutOfMemoryException or OperationCanceledException) || e is EndOfStreamException)
        {
            throw new DamagedFileException(Damaged, e);
        }
    }

    private sealed class Rows(IExcelDataReader reader) : SheetRows
    {
        private readonly Dictionary<string, NumberFormat> formats = [];
        private int number;

        public override bool Read(SheetRow row) => Guarded(() =>
        {
            if (!reader.Read())
                return false;
            row.Begin(++number);
            for (var i = 0; i < Math.Min(reader.FieldCount, RowReader.MostCells); i++)
                Add(row, i);
            return true;
        });

        public override void Dispose()
        {
        }

        private void Add(SheetRow row, int column)
        {
            switch (reader.GetValue(column))
            {
                case string text:
                    row.Add(column, CellKind.Text, text);
                    break;
                case bool truth:
                    row.Add(column, CellKind.Boolean, truth ? "true" : "false");
                    break;
                case DateTime moment:
                    row.Add(
                        column, CellKind.Date, moment.ToString(moment.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
                        moment.ToOADate());
                    break;
                case TimeSpan time:
                    row.Add(column, CellKind.Text, time.ToString("hh\\:mm\\:ss", CultureInfo.InvariantCulture), time.TotalDays);
                    break;
                case IConvertible value:
                    AddNumber(row, column, value.ToDouble(CultureInfo.InvariantCulture));
                    break;
            }
        }

        private void AddNumber(SheetRow row, int column, double n)
        {
            var kind = NumberCell.Write(n, [], FormatOf(reader.GetNumberFormatString(column)), false, row.Room, out var written);
            if (written == 0)
                row.Overflow(column);
            else
                row.Add(column, kind, written, n);
        }

        private NumberFormat FormatOf(string? code)
        {
            if (string.IsNullOrEmpty(code))
                return NumberFormat.General;
            if (!formats.TryGetValue(code, out var format))
            {
                format = NumberFormat.Of(code);
                formats[code] = format;
            }

            return format;
        }
    }
}
