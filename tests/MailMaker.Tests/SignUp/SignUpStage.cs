using System.Net;
using System.Text.RegularExpressions;
using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Delivery;
using MailMaker.Lists;
using MailMaker.SignUp;
using MailMaker.Suppressions;
using MailMaker.Tests.Support;
using MailMaker.Transactional;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.SignUp;

/// <summary>The whole app with an account, a list and a form; mails go into a channel that keeps them.</summary>
internal sealed partial class SignUpStage : IAsyncDisposable
{
    public const string Door = "/f/acme.news.footer";

    private readonly TemporaryFolder folder = new();
    private RunningApp? app;

    public RunningApp App => app!;

    public HttpClient Visitor { get; private set; } = new();

    public ShiftedClock Clock { get; } = new();

    public KeepingChannel Channel { get; } = new();

    public static async Task<SignUpStage> StartAsync(object? form = null, object? list = null, Dictionary<string, string?>? settings = null)
    {
        var stage = new SignUpStage();
        stage.app = await RunningApp.StartAsync(stage.folder.Path, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(stage.Clock).AddSingleton<IEmailChannel>(stage.Channel);
            builder.Configuration["SignUp:PostsPerIp"] = "100000";
            foreach (var (name, value) in settings ?? [])
                builder.Configuration[name] = value;
        });
        stage.Visitor = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = stage.App.Http.BaseAddress };
        await stage.App.PutAsync("/api/accounts/acme", new { title = "Acme", senderAddress = "news@acme.example", senderName = "Acme" });
        await stage.App.PutAsync("/api/accounts/acme/lists/news", list ?? List());
        await stage.App.PutAsync("/api/accounts/acme/lists/news/forms/footer", form ?? Form());
        return stage;
    }

    public static object List(string key = "email", string regime = "eu") => new
    {
        title = "Novità", key, regime, buckets = 2, timeZone = "Europe/Rome",
        dataController = new { name = "Acme srl", postalAddress = "Via Roma 1, 47121 Forlì", email = "privacy@acme.example" },
    };

    public static Dictionary<string, object> Form() => new()
    {
        ["fields"] = new object[] { new { name = "firstName", required = true } },
        ["consents"] = new object[]
        {
            new { purpose = "email", text = new { it = "Accetto di ricevere la newsletter.", en = "I agree to get the newsletter.", ko = "뉴스레터 수신에 동의합니다." } },
            new { purpose = "tracking", text = new { it = "Accetto la misurazione.", en = "I agree to measurement.", ko = "측정에 동의합니다." } },
        },
        ["languages"] = new[] { "it", "en", "ko" },
    };

    public static Dictionary<string, string> Filled(string email, string name = "Ada", string lang = "it") => new()
    {
        ["email"] = email, ["firstName"] = name, ["consent-email"] = "yes", ["lang"] = lang,
    };

    public Task<HttpResponseMessage> PostAsync(string email, string door = Door) => Visitor.PostAsync(door, new FormUrlEncodedContent(Filled(email)));

    /// <summary>Waits until all that was posted before has been worked through; what waits for its time does not count.</summary>
    public async Task SettleAsync()
    {
        await using var receiver = App.Services.GetRequiredService<ServiceBusClient>().CreateReceiver(TransactionalQueue.Name);
        await Eventually.HoldsAsync(async () => (await receiver.PeekMessagesAsync(100, fromSequenceNumber: 0)).All(m => m.State == ServiceBusMessageState.Scheduled));
    }

    /// <summary>The path of the confirmation link in a mail.</summary>
    public static string LinkIn(OutboundMailSeen mail) => new Uri(Link().Match(mail.Text).Value).AbsolutePath;

    public async Task<string> LinkForAsync(string email)
    {
        using (var answer = await PostAsync(email))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await SettleAsync();
        return LinkIn(Channel.To(email)[^1]);
    }

    public async Task ConfirmAsync(string link)
    {
        using var answer = await Visitor.PostAsync(link, null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public async Task<ContactList> ContactListAsync() => (await App.Services.GetRequiredService<IListSource>().ListAsync("acme", "news", default))!;

    public async Task<StoredContact?> ContactAsync(string email) =>
        await App.Services.GetRequiredService<ContactStore>().FindAsync(await ContactListAsync(), ContactId.Of((await ContactListAsync()).Key, email), default);

    public async Task<IReadOnlyList<EvidenceEntry>> EvidenceAsync(string email) =>
        await App.Services.GetRequiredService<EvidenceStore>().ReadAsync(await ContactListAsync(), ContactId.Of((await ContactListAsync()).Key, email), default);

    public async Task<bool> HasLeftAsync(string email) =>
        await App.Services.GetRequiredService<GoodbyeStore>().HasLeftAsync(await ContactListAsync(), ContactId.Of(KeyKind.Email, email), default);

    public async Task LeaveAsync(string email)
    {
        var list = await ContactListAsync();
        await App.Services.GetRequiredService<Farewell>().LeaveAsync(
            list, ContactId.Of(list.Key, email), new Goodbye(GoodbyeReason.Link, Clock.GetUtcNow()), new ConsentSource("link"), default);
    }

    /// <summary>Every row of the tables that sign-up writes, with its ETag: the same text means that nothing was written.</summary>
    public async Task<string> PrintAsync()
    {
        var rows = new List<string>();
        foreach (var table in new[] { ContactKeys.Table, PendingStore.Table, AllowanceStore.Table, SuppressionKeys.Table })
        {
            await foreach (var row in App.Services.GetRequiredService<TableServiceClient>().GetTableClient(table).QueryAsync<TableEntity>(default(string)))
                rows.Add($"{table} {row.PartitionKey} {row.RowKey} {row.ETag}");
        }

        return string.Join('\n', rows);
    }

    public async ValueTask DisposeAsync()
    {
        Visitor.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        folder.Dispose();
    }

    [GeneratedRegex(@"https?://\S+/confirm/[\w-]+")]
    private static partial Regex Link();
}
