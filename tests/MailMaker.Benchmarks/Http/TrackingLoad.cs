using MailMaker.Benchmarks.Pipeline;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Demo;

namespace MailMaker.Benchmarks.Http;

/// <summary>Opens and clicks of a mail that everybody got, each person's in turn: first on a quiet server, then while another campaign goes out to the same people.</summary>
internal static class TrackingLoad
{
    private const string Account = "bench";
    private const string Root = $"/api/accounts/{Account}";
    private const int LinksOfMail = 15;

    /// <summary>Measures it.</summary>
    public static async Task MeasureAsync(ServedApp app, string folder, int contacts, int seconds, Dictionary<string, object> figures)
    {
        await DefineAsync(app);
        var file = Path.Combine(folder, "tracked.csv");
        DemoContacts.Write(file, contacts, dirty: false);
        var marks = TokensOf(app.Tokens, file);
        await app.ImportAsync(Account, "people", file);
        figures["campaignAlone"] = await app.SendAsync(Account, "first");

        List<string> opens = [.. marks.Select(m => $"/o/{m}.gif\t")], clicks = [.. marks.Select((m, i) => $"/c/{m}/{i % LinksOfMail}\t")];
        figures["openQuiet"] = await GetAsync(app, folder, opens, 200, seconds);
        figures["clickQuiet"] = await GetAsync(app, folder, clicks, 302, seconds);
        figures["openBusy"] = await BusyAsync(app, folder, "second", opens, 200, seconds, figures);
        figures["clickBusy"] = await BusyAsync(app, folder, "third", clicks, 302, seconds, figures);
        var status = await app.StatusAsync(Account, "first");
        figures["recorded"] = status.GetProperty("tracking").ToString();
        figures["trackingPeakMemoryMB"] = app.PeakMemoryMB;
    }

    private static async Task<LoadFigures> BusyAsync(
        ServedApp app, string folder, string campaign, IReadOnlyList<string> requests, int status, int seconds, Dictionary<string, object> figures)
    {
        var sending = app.SendAsync(Account, campaign);
        var load = await GetAsync(app, folder, requests, status, seconds);
        figures[campaign + "CampaignStillSending"] = !sending.IsCompleted;
        figures[campaign + "CampaignBusy"] = await sending;
        return load;
    }

    private static async Task DefineAsync(ServedApp app)
    {
        await app.PutAsync(Root, new { title = "The Shop", senderAddress = "news@shop.example.com" });
        await app.PutAsync($"{Root}/lists/people", new { title = "News", key = "email", dataController = new { name = "Shop", postalAddress = "Roma", email = "privacy@shop.example.com" } });
        var links = string.Concat(Enumerable.Range(0, LinksOfMail).Select(i => $"<a href=\"https://shop.example.com/{i}\">{i}</a>"));
        await app.PutAsync($"{Root}/templates/mail", new { subject = "{{firstName}}, news from {{city}}", html = BenchmarkMail.Html().Replace("</body>", links + "</body>", StringComparison.Ordinal) });
        foreach (var campaign in new[] { "first", "second", "third" })
            await app.PutAsync($"{Root}/campaigns/{campaign}", new { list = "people", template = "mail" });
    }

    private static List<string> TokensOf(UnsubscribeTokens tokens, string file) =>
    [
        .. from line in File.ReadLines(file).Skip(1)
           select Token(tokens, ContactId.Of(KeyKind.Email, line.Split(';')[1])),
    ];

    private static string Token(UnsubscribeTokens tokens, ContactId contact)
    {
        tokens.Write(new UnsubscribeLink(Account, "people", contact, "first"), [], out var tracking);
        return tracking;
    }

    private static async Task<LoadFigures> GetAsync(ServedApp app, string folder, IReadOnlyList<string> requests, int status, int seconds)
    {
        var file = Path.Combine(folder, "requests.txt");
        await File.WriteAllLinesAsync(file, requests);
        return await Wrk.GetAsync(app.Http.BaseAddress!, file, status, connections: 64, seconds);
    }
}
