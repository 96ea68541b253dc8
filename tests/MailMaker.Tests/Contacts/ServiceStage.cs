using System.Text;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Delivery;
using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.ServiceBus;
using MailMaker.Embedded.Storage;
using MailMaker.Imports;
using MailMaker.Lists;
using MailMaker.Persons;
using MailMaker.SignUp;
using MailMaker.Suppressions;
using MailMaker.Tracking;
using MailMaker.Testing;
using MailMaker.Tests.Campaigns;
using MailMaker.Tests.Imports;
using MailMaker.Tests.Support;
using MailMaker.Transactional;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Contacts;

/// <summary>The web service over a data folder, without host and server: doors are called by hand, on a clock that stands still.</summary>
internal sealed class ServiceStage : IAsyncDisposable
{
    public const string Account = "acme";
    public const string List = "news";

    private static readonly string[] Tables = [DefinitionStore.Table, ContactKeys.Table, LedgerKeys.Table, ImportRecords.Table, SuppressionKeys.Table, EventKeys.Table, PendingStore.Table];
    private static readonly string[] Containers = [ImportBlobs.Drop, ImportBlobs.Uploads, ImportBlobs.Work, ImportBlobs.Reports];
    private readonly TemporaryFolder folder = new();

    private ServiceStage(Func<string, TableServiceClient>? tables)
    {
        var connection = EmbeddedHome.ConnectionString(folder.Path);
        EmbeddedHome.For(connection).Clock = Clock;
        Services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton((tables ?? (c => new TableServiceClient(c)))(connection))
            .AddSingleton(new BlobServiceClient(connection))
            .AddSingleton(new ServiceBusClient(connection))
            .AddSingleton<DefinitionStore>()
            .AddSingleton<IDefinitions>(s => s.GetRequiredService<DefinitionStore>())
            .AddSingleton<IEmailChannel>(Channel)
            .AddLists()
            .AddImports()
            .AddContacts()
            .AddPersons()
            .AddTransactional()
            .AddConsent()
            .AddSuppressions()
            .AddCampaigns()
            .AddTracking()
            .AddSingleton(new SigningSecret(new byte[32]))
            .BuildServiceProvider();
    }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public RecordingChannel Channel { get; } = new();

    public ServiceProvider Services { get; }

    public ContactList ContactList { get; private set; } = new() { Account = Account, Name = List };

    public DurableTaskClient Orchestrations => EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).Service(h => new DurableEngine(h, new DurableOptions())).Client;

    public TableClient Contacts => Get<TableServiceClient>().GetTableClient(ContactKeys.Table);

    public static async Task<ServiceStage> OpenAsync(ContactList? list = null, Func<string, TableServiceClient>? tables = null)
    {
        var stage = new ServiceStage(tables);
        foreach (var table in Tables)
            await stage.Get<TableServiceClient>().CreateTableIfNotExistsAsync(table);
        foreach (var container in Containers)
            await stage.Get<BlobServiceClient>().GetBlobContainerClient(container).CreateIfNotExistsAsync();
        var definitions = stage.Get<IDefinitions>();
        await definitions.WriteAsync(Account, DefinitionKeys.Account, new Account { Name = Account, SenderAddress = "news@example.com" }, null, default);
        await stage.DefineAsync(list ?? new ContactList { Account = Account, Name = List, Buckets = 4 });
        return stage;
    }

    public async Task DefineAsync(ContactList list)
    {
        ContactList = list;
        await Get<IDefinitions>().WriteAsync(list.Account, DefinitionKeys.List(list.Name), list, null, default);
    }

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>A door's class, made as the host makes it.</summary>
    public T Door<T>() => ActivatorUtilities.CreateInstance<T>(Services);

    public ContactId Id(string key) => ContactId.Of(ContactList.Key, key);

    public Task<Doors.Answer> BatchAsync(string contacts) =>
        Doors.CallAsync(r => Door<BatchFunctions>().PostAsync(r, Account, ContactList.Name, default), $$"""{"contacts":[{{contacts}}]}""");

    /// <summary>Makes contacts with a batch.</summary>
    public async Task AddAsync(params string[] keys)
    {
        foreach (var some in keys.Chunk(1_000))
            Assert.Equal(200, (await BatchAsync(string.Join(',', some.Select(k => $$"""{"key":"{{k}}","fields":{} }""")))).Status);
    }

    public async Task<string?> FieldsAsync(string key) =>
        await Get<ContactStore>().FindAsync(ContactList, Id(key), default) is { } found ? Encoding.UTF8.GetString(found.Fields) : null;

    public Task LeaveAsync(string key, GoodbyeReason reason = GoodbyeReason.Link) => Get<Farewell>().LeaveAsync(
        ContactList, Id(key), new Goodbye(reason, Clock.GetUtcNow(), "spring"), new ConsentSource("link"), default);

    /// <summary>Every row of the table of contacts whose key begins so: partition, key, and how many properties it has.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string kind = "")
    {
        var rows = new List<string>();
        await foreach (var row in Contacts.QueryAsync<TableEntity>(default(string)))
        {
            if (row.RowKey.StartsWith(kind, StringComparison.Ordinal))
                rows.Add(row.RowKey);
        }

        return rows;
    }

    /// <summary>Takes what is on a queue off it.</summary>
    /// <returns>How many messages there were.</returns>
    public async Task<int> QueuedAsync(string name)
    {
        var bus = EmbeddedServiceBus.Of(EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)));
        var queue = await bus.QueueAsync(QueueName.Parse(name));
        var taken = 0;
        for (; await queue.ReceiveAsync(1, TimeSpan.Zero, keepsLock: true, default) is [var held]; taken++)
            await queue.CompleteAsync(held.Token);
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }
}
