using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Lists;
using MailMaker.PublicPages;
using MailMaker.Testing;
using MailMaker.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Tests.Consent;

/// <summary>The public doors on a real server over a data folder, with one list, one contact and a clock that stands still.</summary>
internal sealed class ConsentStage : IAsyncDisposable, IListSource
{
    private readonly TemporaryFolder folder;
    private readonly IHost host;

    private ConsentStage()
    {
        folder = new TemporaryFolder();
        var builder = FunctionsApplication.CreateBuilder(["--data", folder.Path, "--urls", "http://127.0.0.1:0"]);
        builder.ConfigureFunctionsWebApplication();
        builder.FunctionClasses = () => [typeof(UnsubscribeFunctions)];
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "";
        builder.Services
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(s => new TableServiceClient(s.GetRequiredService<IConfiguration>()["MailMakerStorage"]!))
            .AddSingleton<IListSource>(this)
            .AddSingleton<IDefinitions, DefinitionStore>()
            .AddSingleton<ContactStore>()
            .AddConsent()
            .AddPublicPages();
        host = builder.Build();
    }

    public FakeClock Clock { get; } = new();

    public ContactList? List { get; set; } = new()
    {
        Account = "acme", Name = "news", Title = "Tom & Jerry’s <b>news</b>", DataController = new("Rossi & figli srl", "Via Roma 1, Forlì", "privacy@rossi.example"),
    };

    public ContactId Contact { get; } = ContactId.Of(KeyKind.Email, "maria@example.org");

    public HttpClient Client { get; private set; } = new();

    public string Path => "/u/" + host.Services.GetRequiredService<UnsubscribeTokens>().Write(new UnsubscribeLink("acme", "news", Contact, "spring"));

    public Farewell Farewell => host.Services.GetRequiredService<Farewell>();

    public TableClient Table => host.Services.GetRequiredService<TableServiceClient>().GetTableClient(ContactKeys.Table);

    public string Partition => ContactKeys.Partition("acme", "news", Contact.Bucket(64));

    public static async Task<ConsentStage> StartAsync()
    {
        var stage = new ConsentStage();
        await stage.host.StartAsync();
        foreach (var table in new[] { ContactKeys.Table, DefinitionStore.Table })
            await stage.host.Services.GetRequiredService<TableServiceClient>().CreateTableIfNotExistsAsync(table);
        var address = stage.host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        stage.Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        return stage;
    }

    public Task<ContactList?> ListAsync(string account, string list, CancellationToken cancellationToken) => Task.FromResult(List);

    /// <summary>What a sender writes when it claims the contact.</summary>
    public Task ClaimAsync(TimeSpan lasts) => Table.UpsertEntityAsync(
        new TableEntity(Partition, ContactKeys.SendState(Contact)) { ["History"] = new byte[12], ["ClaimedUntil"] = Clock.GetUtcNow() + lasts });

    public async Task<TableEntity?> GoodbyeAsync() => await FindAsync(ContactKeys.Goodbye(Contact));

    public async Task<TableEntity?> SendStateAsync() => await FindAsync(ContactKeys.SendState(Contact));

    /// <summary>Every row of the table with its ETag: the same text means that nothing was written.</summary>
    public async Task<string> PrintAsync()
    {
        var rows = new List<string>();
        await foreach (var row in Table.QueryAsync<TableEntity>(default(string)))
            rows.Add($"{row.PartitionKey} {row.RowKey} {row.ETag}");
        return string.Join('\n', rows);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        folder.Dispose();
    }

    private async Task<TableEntity?> FindAsync(string row)
    {
        var found = await Table.GetEntityIfExistsAsync<TableEntity>(Partition, row);
        return found.HasValue ? found.Value : null;
    }
}
