using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.EndToEnd;

/// <summary>The main job through the real doors: a file in the drop folder, HTTP, mails in the outbox, a link clicked.</summary>
public sealed partial class MainJobTests
{
    [Fact]
    public async Task A_file_becomes_contacts_a_campaign_reaches_them_and_who_leaves_gets_nothing_more()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await DefineAsync(app);
        Drop(folder.Path, "acme/news/incremental/people.csv", "email;nome\nada@example.com;Ada\nhansu@example.com;한수\nbroken;x\n");
        var report = await ReportAsync(folder.Path, "people");
        Assert.Equal((3, 2, 1), (Count(report, "rows"), Count(report, "added"), Count(report, "rejected")));

        await SendAsync(app, "first");
        var mails = Mails(folder.Path, "first");
        Assert.Equal(2, mails.Count);

        var link = new Uri(LinkOf(mails.First(m => m.Contains("ada@example.com", StringComparison.Ordinal)))).PathAndQuery;
        using (var page = await app.Http.GetAsync(link))
            Assert.Contains("<form", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using (var gone = await app.Http.PostAsync(link, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])))
            Assert.Equal(HttpStatusCode.OK, gone.StatusCode);

        await SendAsync(app, "second");
        Assert.Equal(["unsubscribed"], (await app.GetAsync("/api/accounts/acme/campaigns/second")).GetProperty("counts").GetProperty("droppedByReason")
            .EnumerateObject().Select(r => r.Name));
        Assert.DoesNotContain(Mails(folder.Path, "second"), m => m.Contains("ada@example.com", StringComparison.Ordinal));

        var ledger = (await app.Http.GetStringAsync("/api/accounts/acme/campaigns/second/ledger")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("key,outcome,attempts,at,detail,list,channel,openedAt,clickedAt", ledger[0]);
        Assert.Equal(["ada@example.com,unsubscribed,0", "hansu@example.com,sent,1"], ledger[1..].Select(l => string.Join(',', l.Split(',')[..3])).Order());

        // A file that names her again brings her data back, never her consent.
        Drop(folder.Path, "acme/news/incremental/again.csv", "email;nome\nada@example.com;Ada Maria\n");
        await ReportAsync(folder.Path, "again");
        await SendAsync(app, "third");
        Assert.Single(Mails(folder.Path, "third"));
    }

    [Fact]
    public async Task Bad_files_each_get_a_report_and_harm_nothing_else()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await DefineAsync(app);
        const string to = "acme/news/incremental/";
        Drop(folder.Path, to + "broken-row.csv", "email,nome\nok1@example.com,A\n\"never closed,B\nok2@example.com,C\n");
        Drop(folder.Path, to + "latin.csv", [.. "email;città\nok3@example.com;Forl"u8, 0xEC, .. "\n"u8]);
        Drop(folder.Path, to + "no-key.csv", "name;town\nAda;Rome\n");
        Drop(folder.Path, to + "wide.csv", $"email,{string.Join(',', Enumerable.Range(0, 199).Select(i => "c" + i))}\nok4@example.com{new string(',', 199)}\n");
        Drop(folder.Path, to + "huge-field.csv", $"email,nome\nok5@example.com,{new string('x', 10 << 20)}\nok6@example.com,B\n");
        Drop(folder.Path, to + "empty.csv", "");
        Directory.CreateDirectory(Path.Combine(folder.Path, "drop", to, "directory.csv"));
        Drop(folder.Path, "nobody/news/incremental/unknown-account.csv", "email\na@example.com\n");
        Drop(folder.Path, "acme/nothing/incremental/unknown-list.csv", "email\na@example.com\n");

        var broken = await ReportAsync(folder.Path, "broken-row");
        Assert.Equal((3, 2, 1), (Count(broken, "rows"), Count(broken, "added"), Count(broken, "rejected")));
        Assert.Equal(1, Count(await ReportAsync(folder.Path, "latin"), "added"));
        Assert.Equal(1, Count(await ReportAsync(folder.Path, "wide"), "added"));
        var huge = await ReportAsync(folder.Path, "huge-field");
        Assert.Equal((2, 1, 1), (Count(huge, "rows"), Count(huge, "added"), Count(huge, "rejected")));
        foreach (var name in new[] { "no-key", "empty", "directory", "unknown-account", "unknown-list" })
        {
            var report = await ReportAsync(folder.Path, name);
            Assert.Equal("refused", report.GetProperty("state").GetString());
            Assert.NotEmpty(report.GetProperty("reason").GetString()!);
        }

        Drop(folder.Path, to + "good.csv", "email\nok7@example.com\n");
        Assert.Equal(1, Count(await ReportAsync(folder.Path, "good"), "added"));
    }

    [Fact]
    public async Task Without_its_key_nothing_is_told()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        app.Http.DefaultRequestHeaders.Remove("x-functions-key");
        using var answer = await app.Http.GetAsync("/api/accounts/acme");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static async Task DefineAsync(RunningApp app)
    {
        await app.PutAsync("/api/accounts/acme", new { senderAddress = "news@acme.example", senderName = "Acme" });
        await app.PutAsync("/api/accounts/acme/lists/news", new { title = "Novità", country = "IT", buckets = 4 });
        await app.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Ciao {{firstName}}", html = "<p>Ciao {{firstName}}</p>" });
    }

    private static async Task SendAsync(RunningApp app, string campaign)
    {
        await app.PutAsync($"/api/accounts/acme/campaigns/{campaign}", new { list = "news", template = "hello" });
        using var launch = await app.Http.PostAsync($"/api/accounts/acme/campaigns/{campaign}/launch", null);
        Assert.Equal(HttpStatusCode.Accepted, launch.StatusCode);
        await Eventually.HoldsAsync(async () =>
            (await app.GetAsync($"/api/accounts/acme/campaigns/{campaign}")).GetProperty("campaign").GetProperty("state").GetString() == "completed");
    }

    private static void Drop(string folder, string path, string text) => Drop(folder, path, Encoding.UTF8.GetBytes(text));

    private static void Drop(string folder, string path, byte[] bytes)
    {
        var target = Path.Combine(folder, "drop", path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, bytes);
    }

    private static async Task<JsonElement> ReportAsync(string folder, string name)
    {
        var reports = Path.Combine(folder, "reports");
        string? file = null;
        await Eventually.HoldsAsync(() => Task.FromResult((file = Directory.Exists(reports)
            ? Directory.EnumerateFiles(reports, name + "*.report.json", SearchOption.AllDirectories).FirstOrDefault()
            : null) is not null));
        return JsonDocument.Parse(await File.ReadAllBytesAsync(file!)).RootElement;
    }

    private static int Count(JsonElement report, string name) => report.GetProperty("counts").GetProperty(name).GetInt32();

    private static List<string> Mails(string folder, string campaign) =>
        [.. Directory.EnumerateFiles(Path.Combine(folder, "outbox", "acme", campaign), "*.eml", SearchOption.AllDirectories).Select(File.ReadAllText)];

    // The header is folded: white space inside the address is not part of it (RFC 5322 §2.2.3).
    private static string LinkOf(string mail) => Regex.Replace(ListUnsubscribe().Match(mail).Groups[1].Value, @"\s", "");

    [GeneratedRegex(@"^List-Unsubscribe:\s*<([^>]+)>", RegexOptions.Multiline)]
    private static partial Regex ListUnsubscribe();
}
