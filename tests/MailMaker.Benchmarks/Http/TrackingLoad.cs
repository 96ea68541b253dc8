using System.Diagnostics;
using MailMaker.Benchmarks.Pipeline;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Demo;

namespace MailMaker.Benchmarks.Http;

/// <summary>Opens and clicks of a mail that everybody got, each person's in turn: first on a quiet server, then while other campaigns go out to the same people.</summary>
internal static class TrackingLoad
{
    private const string Account = "bench";
    private const string Root = $"/api/accounts/{Account}";
    private const int LinksOfMail = 15;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    /// <summary>Measures it.</summary>
    public static async Task MeasureAsync(ServedApp app, string folder, int contacts, int seconds, Dictionary<string, object> figures)
    {
        await DefineAsync(app);
        var file = Path.Combine(folder, "tracked.csv");
        DemoContacts.Write(file, contacts, dirty: false);
        var marks = TokensOf(app.Tokens, file);
        await app.ImportAsync(Account, "people", file);
        figures["campaignAlone"] = await app.SendAsync(Account, "first");

        foreach (var (what, status, paths) in new[]
                 {
                     ("open", 200, (List<string>)[.. marks.Select(m => $"/o/{m}.gif\t")]),
                     ("click", 302, [.. marks.Select((m, i) => $"/c/{m}/{i % LinksOfMail}\t")]),
                 })
        {
            var requests = Path.Combine(folder, what + ".txt");
            await File.WriteAllLinesAsync(requests, paths);
            figures[what + "Quiet"] = await RecordedAsync(app, what + "s", figures, what + "QuietRecorded", () => GetAsync(app, requests, status, seconds));
            figures[what + "Busy"] = await RecordedAsync(app, what + "s", figures, what + "BusyRecorded", async () =>
            {
                var (load, sending) = await SteadySending.WhileAsync(app, Account, what, new { list = "people", template = "mail" }, () => GetAsync(app, requests, status, seconds));
                figures[what + "BusySending"] = sending;
                return load;
            });
        }

        figures["trackingPeakMemoryMB"] = app.PeakMemoryMB;
    }

    // The load, and how much of it was recorded when nothing more comes to it.
    private static async Task<LoadFigures> RecordedAsync(ServedApp app, string what, Dictionary<string, object> figures, string name, Func<Task<LoadFigures>> measure)
    {
        var before = await RecordedAsync(app, what);
        var load = await measure();
        var (watch, behind, recorded) = (Stopwatch.StartNew(), TimeSpan.Zero, 0);
        while (watch.Elapsed - behind < Settled)
        {
            if (await RecordedAsync(app, what) - before is var now && now > recorded)
                (recorded, behind) = (now, watch.Elapsed);
            await Task.Delay(Look);
        }

        figures[name] = new RecordedFigures(load.Requests, recorded, Math.Round(behind.TotalSeconds, 1));
        return load;
    }

    private static async Task<int> RecordedAsync(ServedApp app, string what)
    {
        var counts = (await app.StatusAsync(Account, "first")).GetProperty("tracking").GetProperty(what);
        return counts.GetProperty("persons").GetInt32() + counts.GetProperty("machines").GetInt32();
    }

    // The law of this list asks for no consent to be followed: what everybody does is recorded.
    private static async Task DefineAsync(ServedApp app)
    {
        await app.PutAsync(Root, new { title = "The Shop", senderAddress = "news@shop.example.com" });
        await app.PutAsync(
            $"{Root}/lists/people",
            new { title = "News", key = "email", regime = "us", dataController = new { name = "Shop", postalAddress = "1 Main Street", email = "privacy@shop.example.com" } });
        await app.PutAsync($"{Root}/templates/mail", new { subject = "{{firstName}}, news from {{city}}", html = BenchmarkMail.Html() });
        await app.PutAsync($"{Root}/campaigns/first", new { list = "people", template = "mail" });
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

    private static Task<LoadFigures> GetAsync(ServedApp app, string requests, int status, int seconds) =>
        Wrk.GetAsync(app.Http.BaseAddress!, requests, status, connections: 64, seconds);
}
