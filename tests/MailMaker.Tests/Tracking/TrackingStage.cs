using System.Text.Json;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Content;
using MailMaker.Core.Lists;
using MailMaker.Core.Tracking;
using MailMaker.Tests.SignUp;
using MailMaker.Tests.Support;
using MailMaker.Tracking;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Tracking;

/// <summary>The whole app with a campaign that was sent an hour ago to three people, with three links in its mails.</summary>
internal sealed class TrackingStage : IAsyncDisposable
{
    public const string Browser = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0";
    public const string Campaign = "spring";
    public static readonly string[] People = ["ada@example.com", "bob@example.com", "eve@example.com"];
    public static readonly string[] Links = ["https://shop.example/spring?a=1&b=%20x", "http://shop.example/", "javascript:alert(1)"];

    private readonly TemporaryFolder folder = new();

    public RunningApp App { get; private set; } = null!;

    public HttpClient Visitor { get; private set; } = new();

    public ShiftedClock Clock { get; } = new();

    public EventRecorder Recorder => App.Services.GetRequiredService<EventRecorder>();

    public EventStore Events => App.Services.GetRequiredService<EventStore>();

    public string Folder => folder.Path;

    public static async Task<TrackingStage> StartAsync(string regime = "us", Dictionary<string, string?>? settings = null)
    {
        var stage = new TrackingStage();
        await stage.OpenAsync(settings);
        await stage.App.PutAsync("/api/accounts/acme", new { title = "Acme", senderAddress = "news@acme.example" });
        await stage.App.PutAsync("/api/accounts/acme/lists/news", SignUpStage.List(regime: regime));
        foreach (var person in People)
            await stage.App.PutAsync($"/api/accounts/acme/lists/news/contacts/{person}", new { email = person });
        await stage.LaunchedAsync(Campaign, stage.Clock.GetUtcNow().AddHours(-1));
        return stage;
    }

    /// <summary>Starts the app on the folder, the first time or again.</summary>
    public async Task OpenAsync(Dictionary<string, string?>? settings = null)
    {
        App = await RunningApp.StartAsync(folder.Path, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(Clock);
            foreach (var (name, value) in settings ?? [])
                builder.Configuration[name] = value;
        });
        Visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = App.Http.BaseAddress };
    }

    public static ContactId Id(string person) => ContactId.Of(KeyKind.Email, person);

    /// <summary>A campaign as a launch leaves it behind.</summary>
    public async Task LaunchedAsync(string name, DateTimeOffset at)
    {
        var campaign = new Campaign { Account = "acme", Name = name, List = "news", Template = "t", State = CampaignState.Completed, LaunchedAt = at };
        var content = new CampaignContent { Template = new MailTemplate { Name = "t", Subject = "s", Text = "Hi." }, Scene = new MailScene { SenderAddress = "news@acme.example" }, Links = Links };
        var definitions = App.Services.GetRequiredService<IDefinitions>();
        await definitions.WriteAsync("acme", DefinitionKeys.CampaignContent(name, "news"), content, null, default);
        await definitions.WriteAsync("acme", DefinitionKeys.Campaign(name), campaign, null, default);
    }

    /// <summary>A mail of a campaign to a person was handed over at a moment.</summary>
    public async Task HandedOverAsync(string person, DateTimeOffset at)
    {
        var list = new ContactList { Account = "acme", Name = "news", Buckets = 2 };
        var history = default(SendHistory).With(CampaignTag.Of("acme", Campaign), at);
        var row = new TableEntity(ContactKeys.Partition(list, Id(person)), ContactKeys.SendState(Id(person))) { ["History"] = history.ToBytes() };
        await App.Services.GetRequiredService<TableServiceClient>().GetTableClient(ContactKeys.Table).UpsertEntityAsync(row, TableUpdateMode.Merge);
    }

    public string Token(string person, string campaign = Campaign, string list = "news")
    {
        App.Services.GetRequiredService<UnsubscribeTokens>().Write(new UnsubscribeLink("acme", list, Id(person), campaign), [], out var tracking);
        return tracking;
    }

    public string Pixel(string person) => $"/o/{Token(person)}.gif";

    public string Link(string person, int number) => $"/c/{Token(person)}/{number}";

    public async Task<HttpResponseMessage> VisitAsync(string path, string agent = Browser, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Visitor.SendAsync(request);
    }

    /// <summary>The campaign's totals once all that came before is recorded.</summary>
    public async Task<EventTotals> TotalsAsync()
    {
        await Recorder.FlushAsync(default);
        return await Events.TotalsAsync("acme", Campaign, default);
    }

    public async Task<RecipientEvents> OfAsync(string person)
    {
        await Recorder.FlushAsync(default);
        return await Events.FindAsync("acme", Campaign, "news", Id(person), default);
    }

    public Task<JsonElement> RecordAsync(string person) => App.GetAsync($"/api/accounts/acme/lists/news/contacts/{person}/record");

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        await App.DisposeAsync();
        folder.Dispose();
    }
}
