using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Tests.Campaigns.Life;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Campaigns;

public sealed class AudienceDoorTests
{
    private static readonly object Everything = new
    {
        lists = new[] { "news", "clients" }, excludedLists = new[] { "bought" }, template = "hello",
        filter = new { not = new { field = "city", equals = "Milano" } },
    };

    [Fact]
    public async Task Lists_that_were_imported_are_estimated_and_mailed_less_the_excluded_ones()
    {
        await using var stage = await LifeStage.WithAsync(0);
        await stage.App.PutAsync("/api/accounts/acme/lists/clients", new { title = "Clients", key = "fkey", buckets = 2 });
        await stage.App.PutAsync("/api/accounts/acme/lists/bought", new { title = "Bought", key = "mobile", country = "IT", buckets = 2 });
        Drop(stage, "news", "email\nperson0@example.com\nperson1@example.com\nperson2@example.com\n");
        Drop(stage, "clients", "fkey,email,city\n1,c1@example.com,Roma\n2,c2@example.com,Milano\n3,c3@example.com,\n");
        Drop(stage, "bought", "mobile,email\n3331234567,person0@example.com\n3331234568,c3@example.com\n");
        await stage.DefineAsync("spring", Everything);

        JsonElement estimate = default;
        await Eventually.HoldsAsync(async () =>
        {
            estimate = await stage.App.GetAsync("/api/accounts/acme/campaigns/spring/audience");
            return estimate.GetProperty("lists").EnumerateArray().Select(l => l.GetProperty("audience").GetInt32() + (10 * l.GetProperty("excluded").GetInt32())).SequenceEqual([13, 12]);
        });
        await stage.DoAsync("spring", "launch");
        await stage.UntilAsync("spring", "completed");

        Assert.Equal(3, estimate.GetProperty("reachable").GetInt32());
        Assert.Equal(["c1@example.com", "person1@example.com", "person2@example.com"], stage.Channel.Handed.Select(h => h.Address).Order());
        var counts = (await stage.StatusAsync("spring")).GetProperty("counts");
        Assert.Equal((5, 2), (counts.GetProperty("audience").GetInt32(), counts.GetProperty("droppedByReason").GetProperty("excluded").GetInt32()));
        var ledger = await stage.App.Http.GetStringAsync("/api/accounts/acme/campaigns/spring/ledger");
        Assert.Equal(["1 clients", "3 clients"], ledger.Split("\r\n").Where(l => l.Contains(",clients,", StringComparison.Ordinal)).Select(l => $"{l[0]} {l.Split(',')[5]}").Order());
        // What the launch has read of the excluded list goes when the audience is fixed.
        var work = Path.Combine(stage.App.Folder, "work", "campaigns");
        Assert.Empty(Directory.Exists(work) ? Directory.EnumerateFiles(work, "*.excluded*", SearchOption.AllDirectories) : []);
    }

    [Fact]
    public async Task Whose_key_is_changed_after_the_mail_stands_in_the_ledger_by_the_new_one_and_who_is_removed_without()
    {
        await using var stage = await LifeStage.WithAsync(3);
        await stage.DefineAsync("spring", new { list = "news", template = "hello" });
        await stage.DoAsync("spring", "launch");
        await stage.UntilAsync("spring", "completed");

        foreach (var (key, next) in (ValueTuple<string, string>[])[("person0@example.com", "once@example.com"), ("once@example.com", "twice@example.com")])
        {
            using var changed = await stage.App.Http.PatchAsJsonAsync($"/api/accounts/acme/lists/news/contacts/{key}", new { email = next });
            Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        }

        using (var removed = await stage.App.Http.DeleteAsync(new Uri("/api/accounts/acme/lists/news/contacts/person1@example.com", UriKind.Relative)))
            Assert.True(removed.IsSuccessStatusCode);
        var ledger = (await stage.App.Http.GetStringAsync("/api/accounts/acme/campaigns/spring/ledger")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [",sent,news,", "person2@example.com,sent,news,email", "twice@example.com,sent,news,email"],
            ledger[1..].Select(l => l.Split(',')).Select(c => $"{c[0]},{c[1]},{c[5]},{c[6]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_its_place_when_written_and_when_launched()
    {
        await using var stage = await LifeStage.WithAsync(0);

        var written = await stage.WriteAsync("spring", new { list = "news", template = "hello", filter = new { field = "shoe", equals = "42" } });
        await stage.DefineAsync("summer", new { lists = new[] { "news", "later" }, excludedLists = new[] { "gone" }, template = "hello", filter = new { field = "city", equals = "Roma" } });
        var launched = await stage.CallAsync("summer", "launch");

        Assert.Equal((400, "/filter/field"), (written.Status, written.Body.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal(
            ["/excludedLists/0", "/lists/1"],
            launched.Body.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).Order(StringComparer.Ordinal));
    }

    private static void Drop(LifeStage stage, string list, string text)
    {
        var target = Path.Combine(stage.App.Folder, "drop", "acme", list, "incremental", "all.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, text);
    }
}
