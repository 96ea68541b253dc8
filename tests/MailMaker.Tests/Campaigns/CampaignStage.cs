using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Contacts;
using MailMaker.Testing;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Content.Sms;
using MailMaker.Core.Lists;
using MailMaker.Delivery.Rates;
using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.ServiceBus;
using MailMaker.Embedded.Storage;
using MailMaker.Imports;
using MailMaker.Suppressions;
using MailMaker.Tests.Support;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns;

/// <summary>The campaigns of the app over a data folder, without the host: a test plans, takes messages from the queue, and runs slices itself.</summary>
internal sealed class CampaignStage : IAsyncDisposable
{
    public const string Account = "acme";
    public const string List = "news";

    private readonly TemporaryFolder folder = new();
    private ServiceProvider services;

    private readonly Func<string, TableServiceClient> tables;

    private CampaignStage(Func<string, TableServiceClient>? tables)
    {
        this.tables = tables ?? (c => new TableServiceClient(c));
        services = Open();
    }

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public RecordingChannel Channel { get; } = new();

    public RecordingSmsChannel Sms { get; } = new();

    public ContactList ContactList { get; private set; } = new() { Account = Account, Name = List, Buckets = 2 };

    public IServiceProvider Services => services;

    private EmbeddedServiceBus Bus => EmbeddedServiceBus.Of(EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)));

    /// <summary>Keeps what is scheduled, and runs nothing.</summary>
    public DurableTaskClient Orchestrations => EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).Service(h => new DurableEngine(h, new DurableOptions())).Client;

    public LedgerStore Ledger => services.GetRequiredService<LedgerStore>();

    public CampaignStore Campaigns => services.GetRequiredService<CampaignStore>();

    public TableClient Contacts => services.GetRequiredService<TableServiceClient>().GetTableClient(ContactKeys.Table);

    public static Task<CampaignStage> WithAsync(int contacts, params FrequencyCap[] caps) => WithAsync(null, contacts, caps);

    /// <summary>A stage over tables of a test's own.</summary>
    public static async Task<CampaignStage> WithAsync(Func<string, TableServiceClient>? over, int contacts, params FrequencyCap[] caps)
    {
        var stage = new CampaignStage(over);
        var tables = stage.services.GetRequiredService<TableServiceClient>();
        foreach (var table in new[] { DefinitionStore.Table, ContactKeys.Table, LedgerKeys.Table, AddressClaims.Table, SuppressionKeys.Table, RateStore.Table })
            await tables.CreateTableIfNotExistsAsync(table);
        await stage.services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Work).CreateIfNotExistsAsync();
        stage.ContactList = stage.ContactList with { Caps = caps };
        var definitions = stage.services.GetRequiredService<IDefinitions>();
        await definitions.WriteAsync(Account, DefinitionKeys.Account, new Account { Name = Account, SenderAddress = "news@example.com" }, null, default);
        await definitions.WriteAsync(Account, DefinitionKeys.List(List), stage.ContactList, null, default);
        for (var i = 0; i < contacts; i++)
            await stage.AddContactAsync($"person{i}@example.com");
        return stage;
    }

    public static ContactId Id(string address) => ContactId.Of(KeyKind.Email, address);

    public Task AddContactAsync(string address, string extra = "") => AddContactAsync(Id(address), $$"""{"email":"{{address}}"{{extra}}}""", address);

    /// <summary>Puts a contact on the list with any fields.</summary>
    public Task AddContactAsync(ContactId id, string fields, string key = "") => Contacts.UpsertEntityAsync(
        new TableEntity(ContactKeys.Partition(ContactList, id), ContactKeys.Contact(id)) { ["Key"] = key, ["Fields"] = Encoding.UTF8.GetBytes(fields) }, TableUpdateMode.Replace);

    /// <summary>Changes the list.</summary>
    public async Task ChangeListAsync(Func<ContactList, ContactList> change)
    {
        ContactList = change(ContactList);
        var definitions = services.GetRequiredService<IDefinitions>();
        var version = (await definitions.FindAsync(Account, DefinitionKeys.List(List), default))!.Version;
        await definitions.WriteAsync(Account, DefinitionKeys.List(List), ContactList, version, default);
    }

    /// <summary>Changes the account.</summary>
    public async Task ChangeAccountAsync(Func<Account, Account> change)
    {
        var definitions = services.GetRequiredService<IDefinitions>();
        var found = (await definitions.FindAsync<Account>(Account, DefinitionKeys.Account, default))!;
        await definitions.WriteAsync(Account, DefinitionKeys.Account, change(found.Value), found.Version, default);
    }

    /// <summary>Puts a contact on any list.</summary>
    public Task AddContactAsync(ContactList list, string key, string address)
    {
        var id = ContactId.Of(list.Key, key);
        var row = new TableEntity(ContactKeys.Partition(list, id), ContactKeys.Contact(id)) { ["Key"] = key, ["Fields"] = Encoding.UTF8.GetBytes($$"""{"email":"{{address}}"}""") };
        return Contacts.UpsertEntityAsync(row, TableUpdateMode.Replace);
    }

    /// <summary>Removes a contact, as a full import does.</summary>
    public Task RemoveContactAsync(string address) =>
        Contacts.DeleteEntityAsync(ContactKeys.Partition(ContactList, Id(address)), ContactKeys.Contact(Id(address)));

    /// <summary>Makes another list.</summary>
    public Task DefineAsync(ContactList list) => services.GetRequiredService<IDefinitions>().WriteAsync(Account, DefinitionKeys.List(list.Name), list, null, default);

    /// <summary>Writes what the unsubscribe door writes.</summary>
    public async Task SayGoodbyeAsync(string address)
    {
        var (partition, id) = (ContactKeys.Partition(ContactList, Id(address)), Id(address));
        await Contacts.SubmitTransactionAsync(
        [
            new(TableTransactionActionType.UpsertMerge, new TableEntity(partition, ContactKeys.Goodbye(id)) { ["Reason"] = "Link" }),
            new(TableTransactionActionType.UpsertMerge, new TableEntity(partition, ContactKeys.SendState(id)) { ["Bump"] = Guid.NewGuid() }),
        ]);
    }

    /// <summary>Launches and plans a campaign; its slices are on the queue.</summary>
    public async Task LaunchAsync(string campaign, string subject = "Hello {{email}}", Func<Campaign, Campaign>? change = null, SmsContent? sms = null)
    {
        var definitions = services.GetRequiredService<IDefinitions>();
        var launched = new Campaign
        {
            Account = Account, Name = campaign, List = List, Template = "t", State = CampaignState.Sending, LaunchedAt = Clock.GetUtcNow(),
        };
        var content = new CampaignContent
        {
            Template = new MailTemplate { Name = "t", Subject = subject, Text = "Hi." }, Scene = new MailScene { SenderAddress = "news@example.com" }, Sms = sms,
        };
        await definitions.WriteAsync(Account, DefinitionKeys.CampaignContent(campaign), content, null, default);
        await definitions.WriteAsync(Account, DefinitionKeys.Campaign(campaign), change?.Invoke(launched) ?? launched, null, default);
        await PlanAsync(campaign);
    }

    public async Task PlanAsync(string campaign)
    {
        var found = (await Campaigns.FindAsync(Account, campaign, default))!;
        for (var bucket = 0; bucket < ContactList.Buckets; bucket++)
            await services.GetRequiredService<CampaignPlanner>().PlanAsync(found, bucket, new PlanProgress(), default);
    }

    /// <summary>Works through what is due on the queue with some workers at once, as the host would.</summary>
    public async Task WorkAsync(int workers = 1)
    {
        await ActivateDueAsync();
        var queue = await Bus.QueueAsync(QueueName.Parse(SliceQueue.Name));
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            while (await queue.ReceiveAsync(1, TimeSpan.Zero, keepsLock: true, default) is [var held])
                await RunAsync(held, queue);
        })));
    }

    /// <summary>Brings what is due by the clock onto the queue.</summary>
    public Task ActivateDueAsync() => Bus.ActivateDueAsync();

    public Task<SliceResult> RunSliceAsync(SliceKey key, CancellationToken cancellationToken = default) =>
        services.GetRequiredService<SliceSender>().RunAsync(key, new SliceProgress(), cancellationToken);

    public Task<LedgerCounts> CountsAsync(string campaign) => Ledger.CountsAsync(Account, campaign, ContactList.Buckets, default);

    public async Task<IReadOnlyList<SliceKey>> SlicesAsync(string campaign)
    {
        var keys = new List<SliceKey>();
        for (var bucket = 0; bucket < ContactList.Buckets; bucket++)
        {
            await foreach (var slice in Ledger.SlicesAsync(Account, campaign, bucket, default))
                keys.Add(new SliceKey(Account, campaign, bucket, slice.Number));
        }

        return keys;
    }

    /// <summary>What another process on the same data is: it remembers nothing.</summary>
    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        services = Open();
    }

    /// <summary>What another host on the same data is; the test disposes of it.</summary>
    public ServiceProvider AnotherHost() => Open();

    /// <summary>What the ledger says of each of a campaign's recipients.</summary>
    public async Task<List<OutcomeEntry>> EntriesAsync(string campaign)
    {
        var entries = new List<OutcomeEntry>();
        foreach (var key in await SlicesAsync(campaign))
            entries.AddRange((await Ledger.FindAsync(key, default))!.Slice.Entries);
        return entries;
    }

    /// <summary>Every row of a table with its values, as text.</summary>
    public async Task<string> PrintAsync(string table)
    {
        var rows = new List<string>();
        await foreach (var row in services.GetRequiredService<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>(default(string)))
            rows.Add(string.Join(' ', row.Select(p => $"{p.Key}={p.Value}")));
        return string.Join('\n', rows);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).DisposeAsync();
        folder.Dispose();
    }

    private async Task RunAsync(MessageLock held, BusQueue queue)
    {
        var key = SliceKey.FromBody(new BinaryData(held.Message.Body))!;
        var result = await RunSliceAsync(key);
        if (result.DueAt is { } due)
            await services.GetRequiredService<SliceQueue>().ScheduleAsync(key, due, PropertyCodec.Decode(held.Message.Properties).MessageId, 0, default);
        await queue.CompleteAsync(held.Token);
    }

    private ServiceProvider Open()
    {
        var connection = EmbeddedHome.ConnectionString(folder.Path);
        EmbeddedHome.For(connection).Clock = Clock;
        return CampaignStageServices.Over(connection, tables(connection), Clock, Channel, Sms);
    }
}
