using System.Globalization;

namespace MailMaker.Tests.Crash;

/// <summary>Holds what the program did against what its clients were told: the promises.</summary>
internal sealed class CrashVerdict(CrashWorld world, ServeProcess program)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until everything has come to its end.</summary>
    public async Task SettledAsync(TimeSpan atMost)
    {
        var until = Environment.TickCount64 + (long)atMost.TotalMilliseconds;
        foreach (var path in world.Campaigns.Select(c => $"/api/accounts/acme/campaigns/{c}"))
            await StateAsync(path, "campaign", until);
        foreach (var path in world.Imports.Select(i => $"/api/accounts/acme/imports/{i}"))
            await StateAsync(path, null, until);
    }

    /// <summary>Every campaign's ledger sums to its audience, and each recipient has one outcome, a final one.</summary>
    /// <returns>Who was sent what: campaign and recipient.</returns>
    public async Task<HashSet<(string Campaign, string Recipient)>> LedgersAsync()
    {
        var sent = new HashSet<(string, string)>();
        foreach (var campaign in world.Campaigns)
        {
            var status = await program.GetAsync($"/api/accounts/acme/campaigns/{campaign}");
            using var csv = await program.Http.GetAsync(new Uri($"/api/accounts/acme/campaigns/{campaign}/ledger", UriKind.Relative));
            var lines = (await csv.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var header = lines[0].TrimEnd('\r').Split(',');
            var (key, outcome) = (Array.IndexOf(header, "key"), Array.IndexOf(header, "outcome"));
            var rows = lines[1..].Select(l => l.Split(',')).ToList();
            Assert.Equal(rows.Count, rows.Select(r => r[key]).Distinct().Count());
            Assert.Equal(status.GetProperty("campaign").GetProperty("audience").GetInt32(), rows.Count);
            Assert.DoesNotContain(rows, r => r[outcome] is "pending" or "deferred");
            sent.UnionWith(rows.Where(r => r[outcome] == "sent").Select(r => (campaign, r[key])));
            // Nobody who never asked to leave was kept from a mail for that.
            Assert.DoesNotContain(rows, r => r[outcome] is "unsubscribed" or "suppressed" && !world.MayHaveLeft(r[key]));
            Assert.All(rows, r => Assert.True(r[outcome] is "sent" or "capped" or "unsubscribed" or "suppressed", $"{campaign}: {r[outcome]}"));
        }

        return sent;
    }

    /// <summary>The contacts are what the files say.</summary>
    public async Task ContactsAsync()
    {
        foreach (var import in world.Imports)
            Assert.Equal("completed", (await program.GetAsync($"/api/accounts/acme/imports/{import}")).GetProperty("state").GetString());
        var names = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string? continuation = null;
        do
        {
            var page = await program.GetAsync($"/api/accounts/acme/lists/news/contacts?top=1000&continuation={Uri.EscapeDataString(continuation ?? "")}");
            foreach (var contact in page.GetProperty("contacts").EnumerateArray())
                names.Add(contact.GetProperty("key").GetString()!, contact.GetProperty("fields").GetProperty("firstName").GetString()!);
            continuation = page.TryGetProperty("continuation", out var next) ? next.GetString() : null;
        }
        while (continuation is not null);
        Assert.Equal(world.Names, names);
    }

    /// <summary>What reached the mail server is what the ledgers say, within the cap, and nothing after a goodbye.</summary>
    /// <returns>Mails that came twice, each across a kill.</returns>
    public int Mails(IReadOnlyList<TakenBySink> taken, IReadOnlySet<(string Campaign, string Recipient)> sent)
    {
        var mails = taken.GroupBy(t => (t.Campaign, t.Recipient)).ToDictionary(g => g.Key, g => g.OrderBy(t => t.TakenAt).ToList());
        // The ledger never says sent where nothing was.
        Assert.Empty(sent.Except(mails.Keys));
        // Nor does it miss one, but of somebody who left after a kill had cut off its record: nobody can tell then, and the hand-over is not repeated.
        Assert.All(mails.Keys.Except(sent), m => Assert.True(
            world.MayHaveLeft(m.Recipient) && world.Kills.Any(k => k > mails[m][^1].BegunAt), $"A mail of {m.Campaign} was taken, and the ledger does not know."));
        foreach (var person in mails.Keys.GroupBy(m => m.Recipient))
            Assert.True(person.Count() <= CrashWorld.Cap, string.Create(CultureInfo.InvariantCulture, $"A contact got {person.Count()} mails where {CrashWorld.Cap} are allowed."));
        foreach (var mail in taken.Where(t => world.Left.TryGetValue(t.Recipient, out var at) && t.BegunAt > at))
            Assert.Fail($"A mail of {mail.Campaign} went out after the goodbye was acknowledged.");
        var twice = 0;
        foreach (var copies in mails.Values)
        {
            Assert.Single(copies.Select(c => c.MessageId).Distinct());
            for (var i = 1; i < copies.Count; i++, twice++)
                Assert.True(world.Kills.Any(k => k > copies[i - 1].BegunAt && k < copies[i].TakenAt), "A mail came twice, and no kill fell in between.");
        }

        return twice;
    }

    private async Task StateAsync(string path, string? part, long until)
    {
        while (true)
        {
            var status = await program.GetAsync(path);
            var state = (part is null ? status : status.GetProperty(part)).GetProperty("state").GetString();
            if (state == "completed")
                return;
            Assert.NotEqual("failed", state);
            Assert.True(Environment.TickCount64 < until, $"{path} is {state} still: {(part is null ? "" : status.GetProperty("counts").GetRawText())}");
            await Task.Delay(Look);
        }
    }
}
