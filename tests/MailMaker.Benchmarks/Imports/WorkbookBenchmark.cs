using System.Diagnostics;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using MailMaker.Core.Imports;
using MailMaker.Core.Imports.Workbooks;
using MailMaker.Core.Lists;
using MailMaker.Imports;

namespace MailMaker.Benchmarks.Imports;

/// <summary>How many rows of a 12-column .xlsx a second are read, and read, checked and normalised, and how much memory that takes.</summary>
internal static class WorkbookBenchmark
{
    /// <summary>Runs the measurements on one file, the library that is not used for it last: its memory stays.</summary>
    /// <param name="rows">Rows of the workbook.</param>
    public static async Task RunAsync(int rows)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
                SampleWorkbook.Write(file, rows);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows, {new FileInfo(path).Length >> 20} MB"));
            await MeasureAsync("read, check and normalise", rows, () => StageAsync(path));
            await MeasureAsync("of that, reading the cells", rows, () => Task.FromResult(Cells(path)));
            await MeasureAsync("ExcelDataReader, reading the cells, for comparison", rows, () => Task.FromResult(Library(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task<long> StageAsync(string path)
    {
        await using var file = File.OpenRead(path);
        using var reader = await ContactFileReader.OpenAsync(file, new ContactList { Account = "acme", Name = "news" }, new ContactFileOptions { Spool = LocalSpool.Open });
        var good = 0L;
        while (await reader.ReadAsync())
            good += reader.Outcome == RowOutcome.Staged && !reader.HasWarnings ? 1 : 0;
        return good;
    }

    private static long Cells(string path)
    {
        using var file = File.OpenRead(path);
        using var workbook = new XlsxWorkbook(file, LocalSpool.Open);
        using var rows = workbook.Open(0);
        var (row, read) = (new SheetRow(), -1L);
        while (rows.Read(row))
            read++;
        return read;
    }

    private static long Library(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var file = File.OpenRead(path);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file);
        var read = -1L;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
                _ = reader.GetValue(i);
            read++;
        }

        return read;
    }

    private static async Task MeasureAsync(string what, int rows, Func<Task<long>> run)
    {
        var watch = Stopwatch.StartNew();
        var read = await run();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what,-60} {rows / watch.Elapsed.TotalSeconds,12:N0} rows/s   {read:N0} rows   peak working set {process.PeakWorkingSet64 >> 20} MB"));
    }
}
