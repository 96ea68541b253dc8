using Azure.Messaging.ServiceBus;
using MailMaker.Transactional;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using MailMaker.Accounts;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.Storage;
using MailMaker.Imports;
using MailMaker.Lists;
using MailMaker.SignUp;
using MailMaker.Suppressions;
using MailMaker.Testing;
using MailMaker.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Imports;

/// <summary>The imports of the app over a data folder, with the real orchestration engine on a fake clock; files are dropped by hand.</summary>
internal sealed class ImportStage : IAsyncDisposable
{
    public const string Account = "acme";
    public const string List = "news";

    private static readonly string[] Containers = [ImportBlobs.Drop, ImportBlobs.Uploads, ImportBlobs.Work, ImportBlobs.Reports];
    private readonly TemporaryFolder folder = new();
    private readonly ServiceProvider services;
    private readonly DurableEngine engine;

    private ImportStage(Func<string, TableServiceClient>? tables)
    {
        var connection = EmbeddedHome.ConnectionString(folder.Path);
        var home = EmbeddedHome.For(connection);
        home.Clock = Clock;
        services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton((tables ?? (c => new TableServiceClient(c)))(connection))
            .AddSingleton(new BlobServiceClient(connection))
            .AddSingleton<IDefinitions, DefinitionStore>()
            .AddSingleton<IListSource, ListStore>()
            .AddSingleton<ImportActivities>()
            .AddSingleton<RevertActivities>()
            .AddSingleton(new ServiceBusClient(connection))
            .AddSingleton<TransactionalQueue>()
            .AddImports()
            .AddContacts()
            .AddConsent()
            .AddSuppressions()
            .AddSingleton(new SigningSecret(new byte[SigningSecret.Shortest]))
            .AddSingleton<DefinitionStore>()
            .BuildServiceProvider();
        engine = home.Service(h => new DurableEngine(h, new DurableOptions()));
        engine.RegisterOrchestrator(nameof(ImportFile), async context =>
        {
            await ImportFile.RunAsync(context);
            return null;
        });
        engine.RegisterOrchestrator(nameof(RevertImport), async context =>
        {
            await RevertImport.RunAsync(context);
            return null;
        });
        foreach (var method in new[] { typeof(ImportActivities), typeof(RevertActivities) }.SelectMany(t => t.GetMethods())
            .Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null))
            engine.RegisterActivity(method.Name, (call, cancellation) => InvokeAsync(method, call, cancellation));
    }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public DurableTaskClient Orchestrations => engine.Client;

    public IServiceProvider Services => services;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public TableClient Table(string name) => Get<TableServiceClient>().GetTableClient(name);

    public static async Task<ImportStage> OpenAsync(ContactList? list = null, Func<string, TableServiceClient>? tables = null)
    {
        var stage = new ImportStage(tables);
        foreach (var table in new[] { DefinitionStore.Table, ContactKeys.Table, ImportRecords.Table, SuppressionKeys.Table, PendingStore.Table })
            await stage.Get<TableServiceClient>().CreateTableIfNotExistsAsync(table);
        foreach (var container in Containers)
            await stage.Get<BlobServiceClient>().GetBlobContainerClient(container).CreateIfNotExistsAsync();
        await stage.Get<IDefinitions>().WriteAsync(Account, DefinitionKeys.Account, new Account { Name = Account }, null, default);
        await stage.DefineAsync(list ?? new ContactList { Account = Account, Name = List, Buckets = 4 });
        await stage.engine.StartAsync();
        return stage;
    }

    public async Task DefineAsync(ContactList list)
    {
        var existing = await Get<IDefinitions>().FindAsync(list.Account, DefinitionKeys.List(list.Name), default);
        await Get<IDefinitions>().WriteAsync(list.Account, DefinitionKeys.List(list.Name), list, existing?.Version, default);
    }

    public async Task<ContactList> ListAsync() => (await Get<IListSource>().ListAsync(Account, List, default))!;

    /// <summary>Puts a file into the drop folder and registers it, as the trigger does; the import begins.</summary>
    public async Task DropAsync(string path, byte[] content, IDictionary<string, string>? metadata = null)
    {
        await Get<BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Drop).GetBlobClient(path)
            .UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Metadata = metadata });
        await RegisterAsync(path);
    }

    public Task RegisterAsync(string path) => Get<ImportRegistry>().RegisterDropAsync(path, Orchestrations, default);

    /// <summary>Drops a file for the list and waits until its import ends, or waits for a person.</summary>
    public async Task<ImportRecord> ImportAsync(string text, string mode = "incremental", string name = "file.csv")
    {
        var before = (await Get<ImportRecords>().ListAsync(Account, List, default)).Select(i => i.Id).ToHashSet();
        await DropAsync($"{Account}/{List}/{mode}/{name}", Encoding.UTF8.GetBytes(text));
        await IdleAsync();
        return (await Get<ImportRecords>().ListAsync(Account, List, default)).First(i => !before.Contains(i.Id));
    }

    /// <summary>Uploads a file for the list and waits until its import ends, or waits for a person.</summary>
    public async Task<ImportRecord> UploadAsync(string text, ImportOptions options, string mode = "incremental")
    {
        var place = new DropPath(Account, List, DropPath.ModeOf(mode)!.Value, $"upload-{Guid.NewGuid():N}.csv");
        var import = await Get<ImportRegistry>().UploadAsync(place, null, new MemoryStream(Encoding.UTF8.GetBytes(text)), options, Orchestrations, default);
        await IdleAsync();
        return (await Get<ImportRecords>().FindAsync(import.Key, default))!;
    }

    /// <summary>The rows that lead from addresses to contacts, as they are and as the contacts say that they must be.</summary>
    public async Task<(SortedSet<string> Are, SortedSet<string> MustBe)> AddressIndexAsync()
    {
        var (are, mustBe, list) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), await ListAsync());
        await foreach (var row in Table(ContactKeys.Table).QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith(ContactKeys.AddressKind, StringComparison.Ordinal))
                are.Add(row.PartitionKey + row.RowKey);
            if (!row.RowKey.StartsWith(ContactKeys.ContactKind, StringComparison.Ordinal))
                continue;
            var (id, fields) = (ContactKeys.IdOf(row.RowKey), row.GetBinary("Fields"));
            if (list.Key != KeyKind.Email && FieldsJson.ValueOf(fields, "email") is { } email)
                mustBe.Add(row.PartitionKey + ContactKeys.Address(ContactId.Of(KeyKind.Email, email), id));
            if (list.Key != KeyKind.Mobile && FieldsJson.ValueOf(fields, "mobile") is { } mobile)
                mustBe.Add(row.PartitionKey + ContactKeys.Address(ContactId.Of(KeyKind.Mobile, mobile), id));
        }

        return (are, mustBe);
    }

    public Task IdleAsync() => engine.WhenIdleAsync().WaitAsync(TimeSpan.FromMinutes(3));

    /// <summary>Every contact's fields by key, in key order.</summary>
    public async Task<SortedDictionary<string, string>> ContactsAsync()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var page = await Get<ContactStore>().PageAsync(await ListAsync(), 1_000, null, default);
        while (page is not null)
        {
            foreach (var contact in page.Contacts)
                all.Add(contact.Key, Encoding.UTF8.GetString(contact.Fields));
            page = page.Continuation is null ? null : await Get<ContactStore>().PageAsync(await ListAsync(), 1_000, page.Continuation, default);
        }

        return all;
    }

    /// <summary>Writes what the unsubscribe door writes.</summary>
    public async Task SayGoodbyeAsync(string address)
    {
        var (list, id) = (await ListAsync(), ContactId.Of(KeyKind.Email, address));
        await Table(ContactKeys.Table).UpsertEntityAsync(new TableEntity(ContactKeys.Partition(list, id), ContactKeys.Goodbye(id)) { ["Reason"] = "Link" });
    }

    /// <summary>Rows of the table of contacts whose key begins so, in all buckets.</summary>
    public async Task<int> CountRowsAsync(string kind)
    {
        var rows = 0;
        await foreach (var row in Table(ContactKeys.Table).QueryAsync<TableEntity>())
            rows += row.RowKey.StartsWith(kind, StringComparison.Ordinal) ? 1 : 0;
        return rows;
    }

    public async Task<IReadOnlyList<string>> BlobsAsync(string container, string prefix = "")
    {
        var names = new List<string>();
        await foreach (var blob in Get<BlobServiceClient>().GetBlobContainerClient(container).GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, default))
            names.Add(blob.Name);
        return names;
    }

    public async Task<string> TextAsync(string file)
    {
        var slash = file.IndexOf('/', StringComparison.Ordinal);
        var blob = Get<BlobServiceClient>().GetBlobContainerClient(file[..slash]).GetBlobClient(file[(slash + 1)..]);
        return (await blob.DownloadContentAsync()).Value.Content.ToString();
    }

    public async Task<ImportReport> ReportAsync(ImportRecord import) =>
        JsonSerializer.Deserialize<ImportReport>(await TextAsync(import.ReportFile!), DefinitionJson.Options)!;

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    private async Task<object?> InvokeAsync(MethodInfo method, ActivityCall call, CancellationToken cancellationToken)
    {
        var input = call.ReadInput(method.GetParameters()[0].ParameterType);
        var task = (Task)method.Invoke(services.GetRequiredService(method.DeclaringType!), [input, cancellationToken])!;
        await task;
        return method.ReturnType == typeof(Task) ? null : task.GetType().GetProperty("Result")!.GetValue(task);
    }
}
