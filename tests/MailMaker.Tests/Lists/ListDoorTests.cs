using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MailMaker.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Lists;

public class ListDoorTests
{
    [Fact]
    public async Task An_account_has_500_lists_however_many_are_made_at_once()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { });
        var definitions = app.Services.GetRequiredService<DefinitionStore>();
        for (var i = 0; i < 499; i++)
            await definitions.WriteAsync("acme", DefinitionKeys.List($"list-{i}"), "{\"account\":\"acme\",\"name\":\"x\"}"u8.ToArray(), null, default);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => app.Http.PutAsJsonAsync($"/api/accounts/acme/lists/late-{i}", new { })));

        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.Equal(7, answers.Count(a => a.StatusCode == HttpStatusCode.BadRequest));
        Assert.Contains("500 lists already", await answers.First(a => !a.IsSuccessStatusCode).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(500, (await app.GetAsync("/api/accounts/acme/lists")).GetProperty("lists").GetArrayLength());
        // Changing one that is there is no new list.
        await app.PutAsync("/api/accounts/acme/lists/list-7", new { title = "Seven" });
    }

    [Fact]
    public async Task A_list_of_200_fields_of_every_type_merges_each_of_them_into_a_mail()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { senderAddress = "news@example.com" });
        string[] types = ["text", "number", "date", "boolean"];
        var fields = Enumerable.Range(0, 200).Select(i => new { name = $"größe-{i}", type = types[i % 4] }).ToList();
        await app.PutAsync("/api/accounts/acme/lists/news", new { fields });
        string[] values = ["Größe <L>", "12,5", "31/12/2025", "sì"];
        string[] merged = ["Größe &lt;L&gt;", "12.5", "2025-12-31", "true"];
        var person = fields.Select((f, i) => (f.name, value: values[i % 4])).ToDictionary(f => f.name, f => f.value);
        await app.PutAsync("/api/accounts/acme/lists/news/contacts/ada@example.com", person);

        var contact = (await app.GetAsync("/api/accounts/acme/lists/news/contacts/ada@example.com")).GetProperty("fields");
        await app.PutAsync("/api/accounts/acme/templates/all", new
        {
            subject = "All", html = string.Join("|", fields.Select(f => $"{{{{[{f.name}]}}}}")), text = "-",
        });
        using var answer = await app.Http.PostAsync(
            "/api/accounts/acme/templates/all/render", new StringContent($$"""{"fields":{{contact}}}""", Encoding.UTF8, "application/json"));
        var html = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("html").GetString()!;

        Assert.Equal(201, contact.EnumerateObject().Count());
        var found = html.Split('|');
        Assert.Equal(200, found.Length);
        Assert.All(found, (value, i) => Assert.StartsWith(merged[i % 4], value.Replace("&#246;", "ö", StringComparison.Ordinal).Replace("&#223;", "ß", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_201st_field_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { });

        using var answer = await app.Http.PutAsJsonAsync("/api/accounts/acme/lists/news", new { fields = Enumerable.Range(0, 201).Select(i => new { name = $"f{i}" }) });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("at most 200", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_with_a_campaign_under_way_is_not_deleted()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { });
        await app.PutAsync("/api/accounts/acme/lists/news", new { });
        var campaign = new Campaign { Account = "acme", Name = "spring", List = "news", Template = "t", State = CampaignState.Paused };
        var definitions = app.Services.GetRequiredService<DefinitionStore>();
        await definitions.WriteAsync("acme", DefinitionKeys.Campaign("spring"), campaign, null, default);

        using var refused = await app.Http.DeleteAsync("/api/accounts/acme/lists/news");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("spring", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Http.DeleteAsync("/api/accounts/acme/lists/none")).StatusCode);
    }
}
