using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using MailMaker.Embedded.Storage;

namespace MailMaker.Benchmarks.Tables;

/// <summary>What the embedded tables do a second with rows such as MailMaker's: contacts written and read, small state rows changed under ETags.</summary>
internal static class TablesBenchmark
{
    private const int Transaction = 100;

    /// <summary>Runs every measurement on a fresh folder and prints one line each.</summary>
    /// <param name="rows">Contacts to write; also those that are read.</param>
    public static async Task RunAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-tables-").FullName;
        try
        {
            var home = EmbeddedHome.For(EmbeddedHome.ConnectionString(folder));
            await MeasureAsync(new TableServiceClient(EmbeddedHome.ConnectionString(folder)), rows, folder);
            await home.DisposeAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(TableServiceClient service, int rows, string folder)
    {
        foreach (var (callers, scattered) in ((int, bool)[])[(1, false), (8, false), (1, true), (8, true)])
        {
            var table = service.GetTableClient($"add{callers}{(scattered ? "scattered" : "rising")}");
            await table.CreateAsync();
            await PrintAsync($"add, {callers} callers, {(scattered ? "scattered" : "rising")} keys", rows, () => AddAsync(table, rows, callers, scattered));
        }

        var contacts = service.GetTableClient("add8rising");
        await ReadAsync(contacts, rows, null);
        await PrintAsync("range read, whole rows", rows, () => ReadAsync(contacts, rows, null));
        await PrintAsync("range read, $select of 3", rows, () => ReadAsync(contacts, rows, ["RowKey", "Hash", "Status"]));
        await PrintAsync("range read, $select of 3, 2 callers", rows * 2, () => Task.WhenAll(
            Task.Run(() => ReadAsync(contacts, rows, ["RowKey", "Hash", "Status"])), Task.Run(() => ReadAsync(contacts, rows, ["RowKey", "Hash", "Status"]))));
        await PrintAsync("upsert replace, 8 callers", rows, () => AddAsync(contacts, rows, 8, scattered: false, TableTransactionActionType.UpsertReplace));
        await PrintAsync("upsert merge, 8 callers", rows, () => AddAsync(contacts, rows, 8, scattered: false, TableTransactionActionType.UpsertMerge));
        await GuardedAsync(service, rows);
        await LatencyAsync(service);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB; on disk {Directory.EnumerateFiles(folder).Sum(f => new FileInfo(f).Length) >> 20} MB, log {new FileInfo(Path.Combine(folder, "tables.db-wal")).Length >> 20} MB"));
    }

    private static async Task AddAsync(
        TableClient table, int rows, int callers, bool scattered, TableTransactionActionType type = TableTransactionActionType.Add)
    {
        var transactions = rows / Transaction;
        await Parallel.ForEachAsync(Enumerable.Range(0, callers), new ParallelOptions { MaxDegreeOfParallelism = callers }, async (caller, cancel) =>
        {
            for (var i = caller; i < transactions; i += callers)
                await table.SubmitTransactionAsync(Contacts(i, transactions, scattered, type), cancel);
        });
    }

    // Contacts of a bucket come one transaction after another; scattered ones are spread over the whole bucket each time.
    private static List<TableTransactionAction> Contacts(int transaction, int transactions, bool scattered, TableTransactionActionType type)
    {
        const int Bucket = 50;
        var actions = new List<TableTransactionAction>(Transaction);
        for (var i = 0; i < Transaction; i++)
        {
            var bucket = transaction / Bucket;
            var number = scattered ? (i * Math.Min(Bucket, transactions)) + (transaction % Bucket) : (transaction % Bucket * Transaction) + i;
            actions.Add(new TableTransactionAction(type, Contact(bucket, number)));
        }

        return actions;
    }

    private static TableEntity Contact(int bucket, int number) => new($"acme!news!{bucket:d4}", $"c!{number:d12}ab")
    {
        ["Email"] = $"person.number{number}@mail{bucket}.example.com",
        ["Mobile"] = $"+39333{number:d7}",
        ["FirstName"] = "Alessandra",
        ["LastName"] = "Quattrocchi",
        ["Language"] = "it",
        ["Province"] = "Reggio Calabria",
        ["BirthDate"] = "1984-02-29",
        ["Gender"] = "F",
        ["Status"] = 1,
        ["Hash"] = 0x1234_5678_9ABC_DEFL + number,
        ["ChangedAt"] = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        ["Custom1"] = "some free text of a customer's own field",
        ["Custom2"] = "GOLD",
        ["EmailOk"] = true,
    };

    private static async Task ReadAsync(TableClient table, int rows, string[]? select)
    {
        var read = 0;
        for (var bucket = 0; read < rows; bucket++)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {$"acme!news!{bucket:d4}"} and RowKey ge {"c!"} and RowKey lt {"c\""}");
            await foreach (var contact in table.QueryAsync<TableEntity>(filter, select: select))
                read += contact.GetInt64("Hash") is null ? 0 : 1;
        }
    }

    // Every transaction reads its 100 rows and writes them back under their ETags, as the claims of a campaign do.
    private static async Task GuardedAsync(TableServiceClient service, int rows)
    {
        var table = service.GetTableClient("states");
        await table.CreateAsync();
        for (var i = 0; i < rows / Transaction; i++)
            await table.SubmitTransactionAsync(Enumerable.Range(0, Transaction).Select(n => new TableTransactionAction(TableTransactionActionType.Add, State(i, n))));
        var only = Enumerable.Range(0, 8).Select(_ => new List<List<TableTransactionAction>>()).ToList();
        for (var i = 0; i < rows / Transaction; i++)
        {
            var actions = new List<TableTransactionAction>();
            await foreach (var state in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {$"s!{i:d5}"}")))
                actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateReplace, State(i, actions.Count), state.ETag));
            only[i % 8].Add(actions);
        }

        await PrintAsync("guarded replace of small rows, 8 callers", rows, () => Task.WhenAll(only.Select(caller => Task.Run(async () =>
        {
            foreach (var actions in caller)
                await table.SubmitTransactionAsync(actions);
        }))));
        await PrintAsync("read then guarded merge, 8 callers", rows, () => Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            for (var i = caller; i < rows / Transaction; i += 8)
            {
                var actions = new List<TableTransactionAction>();
                await foreach (var state in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {$"s!{i:d5}"}")))
                    actions.Add(new TableTransactionAction(TableTransactionActionType.UpdateMerge, State(i, actions.Count), state.ETag));
                await table.SubmitTransactionAsync(actions);
            }
        }))));
    }

    private static TableEntity State(int partition, int number) => new($"s!{partition:d5}", $"o!{number:d10}") { ["State"] = 2, ["At"] = 1234567890123L };

    private static async Task LatencyAsync(TableServiceClient service)
    {
        var table = service.GetTableClient("single");
        await table.CreateAsync();
        foreach (var callers in (int[])[1, 8, 64])
        {
            var took = new System.Collections.Concurrent.ConcurrentBag<double>();
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
            {
                for (var i = 0; i < 8000 / callers; i++)
                {
                    var started = Stopwatch.GetTimestamp();
                    await table.UpsertEntityAsync(State(caller, i), TableUpdateMode.Replace);
                    took.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            })));
            var rate = took.Count / watch.Elapsed.TotalSeconds;
            var sorted = took.Order().ToList();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"single write, {callers} callers: p50 {sorted[sorted.Count / 2]:f2} ms, p99 {sorted[sorted.Count * 99 / 100]:f2} ms, {rate:n0}/s"));
        }
    }

    // The processor time says more than the clock on a machine that has other work.
    private static async Task PrintAsync(string what, int rows, Func<Task> run)
    {
        var used = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await run();
        var seconds = watch.Elapsed.TotalSeconds;
        var microseconds = (Environment.CpuUsage.TotalTime - used).TotalMicroseconds / rows;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {rows / seconds:n0} rows/s ({seconds:f2} s, {microseconds:f1} us of processor a row)"));
    }
}
