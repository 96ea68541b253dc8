using System.Net;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Inbound;
using MailMaker.Lists;
using MailMaker.Suppressions;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Inbound;

/// <summary>The whole app with a domain for mail that comes back, an account with a list, and a campaign that was sent to it.</summary>
internal sealed class InboundStage : IAsyncDisposable
{
    public const string Account = "acme";
    private readonly TemporaryFolder folder;
    private readonly bool ownsFolder;

    private InboundStage(RunningApp app, TemporaryFolder folder, bool ownsFolder) => (App, this.folder, this.ownsFolder) = (app, folder, ownsFolder);

    public RunningApp App { get; }

    /// <summary>Starts the app, on a folder of its own or on one that outlives it.</summary>
    public static async Task<InboundStage> OpenAsync(
        Action<Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder>? configure = null, TemporaryFolder? existing = null)
    {
        var folder = existing ?? new TemporaryFolder();
        var app = await RunningApp.StartAsync(folder.Path, builder =>
        {
            builder.Configuration[InboundAddresses.DomainSetting] = "in.example.com";
            configure?.Invoke(builder);
        });
        var stage = new InboundStage(app, folder, existing is null);
        await stage.DefineAsync(Account);
        return stage;
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async Task DefineAsync(string account, string key = "email")
    {
        await App.PutAsync($"/api/accounts/{account}", new { senderAddress = $"news@{account}.example" });
        await App.PutAsync($"/api/accounts/{account}/lists/news", new { buckets = 4, key });
        await App.PutAsync($"/api/accounts/{account}/templates/hello", new { subject = "Hello", html = "<p>Hello</p>" });
    }

    public Task AddAsync(string address, string account = Account) => App.PutAsync($"/api/accounts/{account}/lists/news/contacts/{address}", new { email = address });

    /// <summary>Launches a campaign and waits for its end.</summary>
    /// <returns>Its mails by recipient.</returns>
    public async Task<Dictionary<string, SentMail>> SendAsync(string campaign, string account = Account)
    {
        await LaunchAsync(campaign, account);
        await CompletedAsync(campaign, account);
        return Mails(campaign, account);
    }

    public async Task LaunchAsync(string campaign, string account = Account)
    {
        await App.PutAsync($"/api/accounts/{account}/campaigns/{campaign}", new { list = "news", template = "hello" });
        using var launch = await App.Http.PostAsync($"/api/accounts/{account}/campaigns/{campaign}/launch", null);
        Assert.Equal(HttpStatusCode.Accepted, launch.StatusCode);
    }

    public Task CompletedAsync(string campaign, string account = Account) => Eventually.HoldsAsync(async () =>
        (await App.GetAsync($"/api/accounts/{account}/campaigns/{campaign}")).GetProperty("campaign").GetProperty("state").GetString() == "completed");

    public Dictionary<string, SentMail> Mails(string campaign, string account = Account)
    {
        var place = Path.Combine(folder.Path, "outbox", account, campaign);
        return !Directory.Exists(place) ? [] : Directory.EnumerateFiles(place, "*.eml", SearchOption.AllDirectories)
            .Select(f => new SentMail(File.ReadAllBytes(f))).ToDictionary(m => m.To);
    }

    public async Task<int> DroppedAsync(string campaign, string reason) =>
        (await App.GetAsync($"/api/accounts/{Account}/campaigns/{campaign}")).GetProperty("counts").GetProperty("droppedByReason").TryGetProperty(reason, out var count)
            ? count.GetInt32() : 0;

    /// <summary>Puts a mail into the gateway's folder, whole, as a gateway does.</summary>
    public void Put(string mail, string name) => Put(folder.Path, mail, name);

    public static void Put(string folder, string mail, string name)
    {
        var target = Path.Combine(folder, "inbound", name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target + ".part", mail);
        File.Move(target + ".part", target);
    }

    /// <summary>Puts a mail there and waits until it is dealt with.</summary>
    public async Task ReceiveAsync(string mail, string name = "mail.eml")
    {
        Put(mail, name);
        await Eventually.HoldsAsync(() => Task.FromResult(!File.Exists(Path.Combine(folder.Path, "inbound", name))));
    }

    /// <summary>How many mails of each class were counted.</summary>
    public async Task<Dictionary<string, int>> CountsAsync(string? account = Account)
    {
        var answer = await App.GetAsync(account is null ? "/api/inbound" : $"/api/accounts/{account}/inbound");
        return answer.GetProperty("days").EnumerateArray().SelectMany(d => d.GetProperty("counts").EnumerateObject())
            .GroupBy(c => c.Name).ToDictionary(c => c.Key, c => c.Sum(n => n.Value.GetInt32()));
    }

    public async Task<List<(string Id, string Reason)>> ReviewAsync() =>
        [.. (await App.GetAsync("/api/inbound/review")).GetProperty("mails").EnumerateArray().Select(m => (m.GetProperty("id").GetString()!, m.GetProperty("reason").GetString()!))];

    public Task<Suppression?> SuppressionAsync(string address, string account = Account) => Get<SuppressionStore>().FindAsync(account, null, address, default);

    public async Task<Goodbye?> GoodbyeAsync(string address, string account = Account) =>
        await Get<GoodbyeStore>().FindAsync((await Get<IListSource>().ListAsync(account, "news", default))!, ContactId.Of(KeyKind.Email, address), default);

    public async Task<List<ConsentEvent>> EvidenceAsync(string address, string account = Account) =>
        [.. (await Get<EvidenceStore>().ReadAsync((await Get<IListSource>().ListAsync(account, "news", default))!, ContactId.Of(KeyKind.Email, address), default)).Select(e => e.Event)];

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (ownsFolder)
            folder.Dispose();
    }
}
