using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Tests.Support;
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

    public Task<string> PrintAsync() => WholeStore.PrintAsync(folder.Path);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        folder.Dispose();
    }
}
