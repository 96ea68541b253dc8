using System.Globalization;

namespace MailMaker.Tests.Faults;

/// <summary>Holds what the app did under faults against what its clients were told: the promises.</summary>
internal static class FaultVerdict
{
    /// <summary>None lost, none over the cap, none after a goodbye, none twice, and the ledgers sum.</summary>
    /// <param name="stage">Where it happened; its app runs, and the faults are over.</param>
    public static async Task AssertAsync(FaultStage stage)
    {
        await ContactsAsync(stage);
        var sent = new HashSet<(string Campaign, string Recipient)>();
        foreach (var campaign in stage.Campaigns)
            sent.UnionWith(await LedgerAsync(stage, campaign));
        await stage.RestartAsync();
        Mails(stage, sent);
    }

    private static async Task ContactsAsync(FaultStage stage)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        string? continuation = null;
        do
        {
            var page = await stage.Client.GetAsync($"{FaultStage.Account}/lists/news/contacts?top=1000&continuation={Uri.EscapeDataString(continuation ?? "")}");
            foreach (var contact in page.GetProperty("contacts").EnumerateArray())
                names.Add(contact.GetProperty("key").GetString()!, contact.GetProperty("fields").GetProperty("firstName").GetString()!);
            continuation = page.TryGetProperty("continuation", out var next) ? next.GetString() : null;
        }
        while (continuation is not null);
        Assert.Equal(stage.Names.OrderBy(n => n.Key), names.OrderBy(n => n.Key));
    }

    private static async Task<IEnumerable<(string Campaign, string Recipient)>> LedgerAsync(FaultStage stage, string campaign)
    {
        var status = await stage.Client.GetAsync($"{FaultStage.Account}/campaigns/{campaign}");
        var lines = (await stage.Client.TextAsync($"{FaultStage.Account}/campaigns/{campaign}/ledger")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rows = lines[1..].Select(l => l.Split(',')).Select(r => (Key: r[0], Outcome: r[1])).ToList();
        Assert.Equal(stage.Names.Keys.Order(), rows.Select(r => r.Key).Order());
        Assert.Equal(rows.Count, status.GetProperty("campaign").GetProperty("audience").GetInt32());
        Assert.Equal(rows.Count(r => r.Outcome == "sent"), status.GetProperty("counts").GetProperty("sent").GetInt32());
        Assert.All(rows, r => Assert.True(
            r.Outcome is "sent" or "capped" || (r.Outcome is "unsubscribed" or "suppressed" && stage.Left.ContainsKey(r.Key)), $"{campaign}: somebody is {r.Outcome}"));
        return rows.Where(r => r.Outcome == "sent").Select(r => (campaign, r.Key));
    }

    private static void Mails(FaultStage stage, HashSet<(string Campaign, string Recipient)> sent)
    {
        var mails = stage.HandedOver.GroupBy(h => (h.Campaign, h.Recipient)).ToDictionary(g => g.Key, g => g.ToList());
        // However often it was handed over, it is one mail.
        Assert.All(mails.Values, m => Assert.Single(m.Select(h => h.OperationId).Distinct()));
        Assert.Subset(stage.Outbox.ToHashSet(), mails.Values.Select(m => m[0].OperationId).ToHashSet());
        Assert.Empty(sent.Except(mails.Keys));
        // Who left between a hand-over and its record: nobody can tell what became of the mail, and it is not tried again.
        Assert.All(mails.Keys.Except(sent), m => Assert.True(stage.Left.ContainsKey(m.Recipient), $"A mail of {m.Campaign} went out, and the ledger does not know."));
        var late = stage.HandedOver.Count(h => stage.Left.TryGetValue(h.Recipient, out var at) && h.BegunAt > at);
        Assert.True(late == 0, string.Create(CultureInfo.InvariantCulture, $"{late} hand-overs began after the goodbye was acknowledged."));
        var perPerson = mails.Keys.GroupBy(m => m.Recipient).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(perPerson.Values, count => Assert.InRange(count, 0, FaultStage.Cap));
        // Not one less, either: who did not leave gets what the cap allows.
        Assert.All(stage.Names.Keys.Except(stage.Left.Keys), r => Assert.Equal(FaultStage.Cap, perPerson.GetValueOrDefault(r)));
    }
}
