using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Content;
using MailMaker.Core.Delivery;
using MailMaker.Core.Tracking;
using MailMaker.Demo;
using Microsoft.Data.Sqlite;

namespace MailMaker.Benchmarks.Pipeline;

/// <summary>What this machine can do with the same rows and the same mail when nothing else is asked of it: no checks, no index, no caps, no ledger.</summary>
/// <param name="RowsPerSecond">The file's rows a second into one table of SQLite, by keys as scattered as contacts are, 10,000 a commit, each commit synced.</param>
/// <param name="RendersPerSecond">The campaign's template filled and rendered a second, on all cores.</param>
/// <param name="EncodingsPerSecond">The rendered mail written as a message a second, on all cores.</param>
internal sealed record BareLimits(int RowsPerSecond, int RendersPerSecond, int EncodingsPerSecond)
{
    private const int RowsPerCommit = 10_000;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(3);
    private static readonly byte[] Person = Encoding.UTF8.GetBytes(
        """{"email":"maria.rossi@example.org","fkey":"C-004711","firstName":"Maria","lastName":"Rossi","gender":"F","birthDate":"1980-02-03","street":"Via Roma 1","city":"Torino","postalCode":"10121","country":"IT","language":"it","mobile":"+393331234567"}""");

    /// <summary>Measures them.</summary>
    /// <param name="folder">A folder to write in.</param>
    /// <param name="contacts">Rows.</param>
    public static BareLimits Measure(string folder, int contacts)
    {
        var file = Path.Combine(folder, "bare.csv");
        DemoContacts.Write(file, contacts, dirty: false);
        var scene = new MailScene { ListTitle = "All", SenderName = "The Shop", SenderAddress = "news@shop.example.com", CampaignName = "mail" };
        var prepared = MailPreparation.Of(new MailTemplate { Name = "mail", Subject = "{{firstName}}, news from {{city}}", Html = BenchmarkMail.Html() }, scene, new CampaignTracking());
        var mail = ((TemplateCompilation.Compiled)TemplateCompiler.Compile(prepared.Template, scene, prepared.Links)).Mail;
        return new BareLimits(
            Rows(Path.Combine(folder, "bare.db"), file, contacts),
            OnAllCores(() => Renderer(mail, scene)),
            OnAllCores(() => Encoder(mail, scene)));
    }

    private static int Rows(string path, string file, int rows)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(key BLOB PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT OR REPLACE INTO t VALUES ($1, $2)";
        var (key, body) = (insert.Parameters.Add("$1", SqliteType.Blob), insert.Parameters.Add("$2", SqliteType.Blob));
        var watch = Stopwatch.StartNew();
        foreach (var lines in File.ReadLines(file, Encoding.UTF8).Skip(1).Chunk(RowsPerCommit))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var line in lines)
            {
                var octets = Encoding.UTF8.GetBytes(line);
                (key.Value, body.Value) = (SHA256.HashData(octets), octets);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return (int)(rows / watch.Elapsed.TotalSeconds);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static Action Renderer(CompiledMail mail, MailScene scene)
    {
        var (model, buffer) = (new MailModel(scene), new RenderBuffer());
        return () => Render(mail, model, buffer);
    }

    private static Action Encoder(CompiledMail mail, MailScene scene)
    {
        var rendered = Render(mail, new MailModel(scene), new RenderBuffer());
        var target = new ArrayBufferWriter<byte>(64 * 1024);
        var message = new OutboundMail
        {
            OperationId = Guid.Parse("00112233-4455-8677-8899-aabbccddeeff"), Account = "bench", Campaign = "mail", FromAddress = scene.SenderAddress, FromName = scene.SenderName,
            ToAddress = "maria.rossi@example.org", ToName = "Maria Rossi", Subject = rendered.Subject, Rendered = rendered, ListUnsubscribeUrl = "https://m.example/u/token",
            Date = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero),
        };
        return () =>
        {
            target.ResetWrittenCount();
            MimeWriter.Write(message, target);
        };
    }

    private static RenderedMail Render(CompiledMail mail, MailModel model, RenderBuffer buffer)
    {
        if (!model.TryFill(Person, "https://m.example/u/token"))
            throw new InvalidOperationException("The person can't be read.");
        model.Follow("https://m.example/c/token/", "https://m.example/o/token.gif");
        return ((RenderOutcome.Rendered)mail.Render(model, buffer)).Mail;
    }

    private static int OnAllCores(Func<Action> worker)
    {
        var times = new long[Environment.ProcessorCount];
        var watch = new Stopwatch();
        for (var round = 0; round < 2; round++) // the first warms up
        {
            watch.Restart();
            Parallel.For(0, times.Length, i =>
            {
                var work = worker();
                var done = 0L;
                for (; watch.Elapsed < Round; done++)
                    work();
                times[i] = done;
            });
        }

        return (int)(times.Sum() / watch.Elapsed.TotalSeconds);
    }
}
