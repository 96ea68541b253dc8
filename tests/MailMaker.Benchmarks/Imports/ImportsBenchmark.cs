using Azure.Messaging.ServiceBus;
using MailMaker.Transactional;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using MailMaker.Accounts;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Embedded.Storage;
using MailMaker.Imports;
using MailMaker.Lists;
using MailMaker.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Benchmarks.Imports;

/// <summary>How many rows of a 12-column file a second are read, staged, and applied first and again, and how much memory that takes.</summary>
internal static class ImportsBenchmark
{
    // What host.json lets run at a time.
    private const int Activities = 8;

    private static TimeSpan processor;

    /// <summary>Runs every measurement on a fresh folder and prints one line each.</summary>
    /// <param name="rows">Rows of the file.</param>
    public static async Task RunAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-imports-").FullName;
        try
        {
            var list = new ContactList { Account = "acme", Name = "news" };
            await ParseAsync(list, rows);
            await using var services = await OpenAsync(EmbeddedHome.ConnectionString(folder), list);
            await ImportAsync(services, list, rows, "first");
            await ImportAsync(services, list, rows, "again");
            await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder)).DisposeAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<ServiceProvider> OpenAsync(string connection, ContactList list)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(new TableServiceClient(connection))
            .AddSingleton(new BlobServiceClient(connection))
            .AddSingleton<IDefinitions, DefinitionStore>()
            .AddSingleton<IListSource, ListStore>()
            .AddSingleton<ImportActivities>()
            .AddSingleton(new ServiceBusClient(connection))
            .AddSingleton<TransactionalQueue>()
            .AddImports()
            .AddContacts()
            .AddConsent()
            .AddSuppressions()
            .AddSingleton(new SigningSecret(new byte[SigningSecret.Shortest]))
            .BuildServiceProvider();
        foreach (var table in new[] { DefinitionStore.Table, ContactKeys.Table, ImportRecords.Table, SuppressionKeys.Table })
            await services.GetRequiredService<TableServiceClient>().CreateTableIfNotExistsAsync(table);
        foreach (var container in new[] { ImportBlobs.Drop, ImportBlobs.Work, ImportBlobs.Reports })
            await services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(container).CreateIfNotExistsAsync();
        await services.GetRequiredService<IDefinitions>().WriteAsync("acme", DefinitionKeys.List("news"), list, null, default);
        return services;
    }

    private static async Task ParseAsync(ContactList list, int rows)
    {
        var watch = Stopwatch.StartNew();
        var reader = await ContactFileReader.OpenAsync(new RowStream(rows), list);
        var bytes = 0L;
        while (await reader.ReadAsync())
            bytes += reader.Row.Fields.Length;
        Print("read, check and normalise (one core, with making the file)", rows, watch);
        watch.Restart();
        var stream = new RowStream(rows);
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer) > 0)
        {
        }

        Print("of that, making the file", rows, watch);
    }

    private static async Task ImportAsync(ServiceProvider services, ContactList list, int rows, string name)
    {
        var blob = services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Drop).GetBlobClient($"acme/news/incremental/{name}.csv");
        var version = (await blob.UploadAsync(new RowStream(rows), overwrite: true)).Value.ETag.ToString();
        var key = ImportKey.Of("acme", "news", ImportBlobs.Drop, blob.Name, version);
        await services.GetRequiredService<ImportRecords>().AddAsync(
            new ImportRecord { Account = "acme", List = "news", Id = key.Id, Name = name + ".csv", RegisteredAt = DateTimeOffset.UtcNow, Container = ImportBlobs.Drop, Blob = blob.Name, Version = version }, default);
        var activities = services.GetRequiredService<ImportActivities>();
        var (whole, watch) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        await activities.StageImport(key, default);
        Print($"{name}: stage", rows, watch);
        watch.Restart();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, list.Buckets), new ParallelOptions { MaxDegreeOfParallelism = Activities },
            async (bucket, cancellation) => await activities.ApplyBuckets(new BucketsOfImport(key, bucket, 1), cancellation));
        Print($"{name}: apply", rows, watch);
        await activities.FinishImport(new EndOfImport(key, ImportStep.Complete, null), default);
        var import = await services.GetRequiredService<ImportRecords>().FindAsync(key, default);
        Print($"{name}: whole", rows, whole);
        Console.WriteLine($"  {import!.Counts}");
    }

    // Processor time says what a row costs on a busy machine too.
    private static void Print(string what, int rows, Stopwatch watch)
    {
        using var process = Process.GetCurrentProcess();
        var spent = process.TotalProcessorTime - processor;
        processor = process.TotalProcessorTime;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-60} {rows / watch.Elapsed.TotalSeconds,12:N0} rows/s  {spent.TotalMicroseconds / rows,8:N2} us of processor a row   working set {process.WorkingSet64 >> 20} MB, peak {process.PeakWorkingSet64 >> 20} MB, of it .NET {GC.GetGCMemoryInfo().TotalCommittedBytes >> 20} MB"));
    }

    /// <summary>A file of any length that takes no room: rows are made as they are read.</summary>
    private sealed class RowStream(int rows) : Stream
    {
        private static readonly string[] Names = ["Ada", "Niccolò", "김민준", "Giulia", "박서연", "Emma", "Marco", "Sofia"];
        private readonly StringBuilder text = new();
        private byte[] block = "email;nome;cognome;sesso;data di nascita;cellulare;indirizzo;città;provincia;cap;consenso;punti\n"u8.ToArray();
        private int at;
        private int row;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (at == block.Length)
                Next();
            var count = Math.Min(buffer.Length, block.Length - at);
            block.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Next()
        {
            text.Clear();
            for (var end = Math.Min(rows, row + 500); row < end; row++)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"Person{row}@Example.com;{Names[row % 8]};Cognome {row % 9973};{(row % 2 == 0 ? "F" : "Maschio")};{1 + (row % 28):D2}/{1 + (row % 12):D2}/{1950 + (row % 50)};333 {1000000 + (row % 9000000)};Via Roma {row % 200};Torino;TO;{10000 + (row % 80000):D5};sì;{row % 5000},5\n");
            }

            block = Encoding.UTF8.GetBytes(text.ToString());
            at = 0;
        }
    }
}
