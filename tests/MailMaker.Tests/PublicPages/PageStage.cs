using System.Globalization;
using System.Text;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.PublicPages;

/// <summary>The whole app with an account that has a brand and lists in three languages, each with one contact.</summary>
internal sealed class PageStage : IAsyncDisposable
{
    public const string Account = "acme";

    private readonly TemporaryFolder folder;

    private PageStage(TemporaryFolder folder, RunningApp app) => (this.folder, App) = (folder, app);

    public RunningApp App { get; }

    public string Address => App.Http.BaseAddress!.ToString().TrimEnd('/');

    public static async Task<PageStage> StartAsync(object? brand = null)
    {
        var folder = new TemporaryFolder();
        var stage = new PageStage(folder, await RunningApp.StartAsync(folder.Path));
        await stage.App.PutAsync($"/api/accounts/{Account}", new { title = "Acme", senderAddress = "news@acme.example.com", brand });
        await stage.AddListAsync("news", "Acme’s news");
        return stage;
    }

    public Task AddListAsync(string list, string title) => App.PutAsync(
        $"/api/accounts/{Account}/lists/{list}",
        new { title, key = "email", buckets = 2, dataController = new { name = "Acme & figli srl", postalAddress = "Via Roma 1, Forlì", email = "privacy@acme.example.com" } });

    public Task AddContactAsync(string list, string address, object? fields = null) =>
        App.PutAsync($"/api/accounts/{Account}/lists/{list}/contacts/{Uri.EscapeDataString(address)}", fields ?? new { email = address });

    public string Token(string list, string address) => App.Services.GetRequiredService<UnsubscribeTokens>()
        .Write(new UnsubscribeLink(Account, list, ContactId.Of(KeyKind.Email, address), "spring"));

    public Task<bool> HasLeftAsync(string list, string address) => App.Services.GetRequiredService<GoodbyeStore>().HasLeftAsync(
        new ContactList { Account = Account, Name = list, Buckets = 2 }, ContactId.Of(KeyKind.Email, address), default);

    /// <summary>All that is kept - every row of every table, queue and catalogue, and every file: the same text means that nothing was written.</summary>
    public async Task<string> PrintAsync()
    {
        var print = new StringBuilder();
        foreach (var database in new[] { "tables.db", "servicebus.db", "blobs.db" })
            await PrintAsync(Path.Combine(folder.Path, database), print);
        var files = new DirectoryInfo(folder.Path).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => !f.Name.Contains(".db", StringComparison.Ordinal));
        foreach (var file in files.OrderBy(f => f.FullName, StringComparer.Ordinal))
            print.AppendLine(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length}");
        return print.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        folder.Dispose();
    }

    private static async Task PrintAsync(string database, StringBuilder print)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        await connection.OpenAsync();
        foreach (var table in await RowsAsync(connection, "select name from sqlite_master where type = 'table' order by name"))
        {
            print.AppendLine(CultureInfo.InvariantCulture, $"{Path.GetFileName(database)} {table}");
            foreach (var row in await RowsAsync(connection, $"select * from \"{table}\""))
                print.AppendLine(row);
        }
    }

    private static async Task<List<string>> RowsAsync(SqliteConnection connection, string query)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database's own catalogue.
        command.CommandText = query;
#pragma warning restore CA2100
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString())));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
