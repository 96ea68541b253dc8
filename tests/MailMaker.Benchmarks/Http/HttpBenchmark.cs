using System.Text.Json;
using MailMaker.Benchmarks.Pipeline;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Demo;

namespace MailMaker.Benchmarks.Http;

/// <summary>
/// The public doors under load: one-click unsubscribes with a token of their own each, and sign-up forms with an address of their own each, first on a quiet server and then while a file is
/// imported and a campaign goes out to the very people who leave; then opens and clicks. wrk, the server and this program share the machine.
/// </summary>
internal static class HttpBenchmark
{
    private const string Account = "bench";
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Runs it and prints the figures.</summary>
    public static async Task<int> RunAsync(int contacts, int seconds, bool trackingAlone, bool json)
    {
        var folder = Directory.CreateTempSubdirectory("mailmaker-http-").FullName;
        try
        {
            var figures = new Dictionary<string, object>();
            if (!trackingAlone)
            {
                await using var app = await ServedApp.StartAsync(Path.Combine(folder, "data"));
                figures = await MeasureAsync(app, folder, contacts, seconds);
            }

            await using (var app = await ServedApp.StartAsync(Path.Combine(folder, "tracking")))
                await TrackingLoad.MeasureAsync(app, folder, contacts, seconds, figures);
            Console.WriteLine(json ? JsonSerializer.Serialize(figures, JsonSerializerOptions.Web) : string.Join('\n', figures.Select(f => $"{f.Key,-28}{f.Value}")));
            return figures.Values.OfType<LoadFigures>().Any(f => f.Errors > 0) ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, object>> MeasureAsync(ServedApp app, string folder, int contacts, int seconds)
    {
        await DefineAsync(app);
        var file = Path.Combine(folder, "people.csv");
        DemoContacts.Write(file, contacts, dirty: false);
        var goodbyes = Goodbyes(app.Tokens, file);
        var figures = new Dictionary<string, object> { ["importQuiet"] = await app.ImportAsync(Account, "people", file) };
        // Half of the people leave while it is quiet, the other half during the campaign.
        figures["oneClickQuiet"] = await PostAsync(app, folder, [.. goodbyes.Where((_, i) => i % 2 == 0)], seconds);
        figures["formQuiet"] = await PostAsync(app, folder, SignUps("quiet", contacts), seconds);

        var more = Path.Combine(folder, "more.csv");
        DemoContacts.Write(more, contacts, dirty: false);
        var import = app.ImportAsync(Account, "more", more);
        var campaign = app.SendAsync(Account, "mail");
        figures["oneClickBusy"] = await PostAsync(app, folder, [.. goodbyes.Where((_, i) => i % 2 == 1)], seconds);
        figures["stillBusyAfterOneClick"] = $"import {!import.IsCompleted}, campaign {!campaign.IsCompleted}";
        (figures["importBusy"], figures["campaignBusy"]) = (await import, await campaign);

        DemoContacts.Write(more, contacts, dirty: false);
        import = app.ImportAsync(Account, "third", more);
        campaign = app.SendAsync(Account, "again");
        figures["formBusy"] = await PostAsync(app, folder, SignUps("busy", contacts), seconds);
        figures["stillBusyAfterForm"] = $"import {!import.IsCompleted}, campaign {!campaign.IsCompleted}";
        await Task.WhenAll(import, campaign);
        figures["peakMemoryMB"] = app.PeakMemoryMB;
        return figures;
    }

    private static async Task DefineAsync(ServedApp app)
    {
        const string Root = $"/api/accounts/{Account}";
        await app.PutAsync(Root, new { title = "The Shop", senderAddress = "news@shop.example.com", brand = new { name = "The Shop", colour = "#1a4f8b" } });
        foreach (var list in new[] { "people", "more", "third" })
            await app.PutAsync($"{Root}/lists/{list}", new { title = "News", key = "email", dataController = new { name = "Shop", postalAddress = "Roma", email = "privacy@shop.example.com" } });
        await app.PutAsync($"{Root}/templates/mail", new { subject = "{{firstName}}, news from {{city}}", html = BenchmarkMail.Html() });
        foreach (var campaign in new[] { "mail", "again" })
            await app.PutAsync($"{Root}/campaigns/{campaign}", new { list = "people", template = "mail" });
        await app.PutAsync(
            $"{Root}/lists/people/forms/join",
            new
            {
                fields = new[] { new { name = "firstName" } },
                consents = new[] { new { purpose = "email", text = new { en = "Yes, write to me." } } },
            });
    }

    private static List<string> Goodbyes(UnsubscribeTokens tokens, string file) =>
    [
        .. from line in File.ReadLines(file).Skip(1)
           let address = line.Split(';')[1]
           let link = new UnsubscribeLink(Account, "people", ContactId.Of(KeyKind.Email, address), "mail")
           select $"/u/{tokens.Write(link)}\tList-Unsubscribe=One-Click",
    ];

    private static List<string> SignUps(string part, int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"/f/{Account}.people.join\temail={part}{i}%40new.example.com&firstName=Ada&consent-email=true")];

    private static async Task<LoadFigures> PostAsync(ServedApp app, string folder, IReadOnlyList<string> requests, int seconds)
    {
        var file = Path.Combine(folder, "requests.txt");
        await File.WriteAllLinesAsync(file, requests);
        return await Wrk.PostAsync(app.Http.BaseAddress!, file, Form, connections: 64, seconds);
    }
}
