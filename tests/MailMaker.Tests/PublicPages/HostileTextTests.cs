using System.Net;
using System.Net.Http.Json;
using MailMaker.PublicPages;
using MailMaker.Tests.PublicPages.Browser;

namespace MailMaker.Tests.PublicPages;

/// <summary>Names, titles, brands and form values that attack: nothing of them runs, leads elsewhere or brings the host down.</summary>
public sealed class HostileTextTests
{
    private const string Maria = "maria@example.com";

    [Fact]
    public async Task Whatever_a_list_is_called_and_whoever_answers_for_it_the_page_shows_it_as_text()
    {
        await using var stage = await PageStage.StartAsync();
        await stage.AddContactAsync("news", Maria);
        var shown = 0;

        foreach (var text in HostileText.Some(nth: 200))
        {
            var title = text.Cut(200);
            var body = new { title, key = "email", buckets = 2, dataController = new { name = text.Cut(100), postalAddress = text.Cut(100), email = text.Cut(100) } };
            using var put = await stage.App.Http.PutAsJsonAsync("/api/accounts/acme/lists/news", body);
            Assert.True((int)put.StatusCode < 500, $"{put.StatusCode} for the title {title}");
            using var answer = await stage.App.Http.GetAsync($"/u/{stage.Token("news", Maria)}");
            var page = await answer.Content.ReadAsStringAsync();

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            if (!put.IsSuccessStatusCode || title.Any(char.IsSurrogate) || title.Length == 0)
                continue;
            Assert.Contains(Html.Escape(title), page, StringComparison.Ordinal);
            Assert.Equal(2, page.Split("<h1>").Length);
            Assert.True(!title.Contains('<', StringComparison.Ordinal) || !page.Contains(title, StringComparison.Ordinal), $"Not escaped: {title}");
            shown++;
        }

        Assert.True(shown > 20, $"Only {shown} were shown.");
    }

    [Fact]
    public async Task Whatever_comes_in_by_path_query_form_or_header_is_answered_without_a_fault_and_leads_nowhere()
    {
        await using var stage = await PageStage.StartAsync();
        await stage.AddContactAsync("news", Maria);
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = stage.App.Http.BaseAddress };

        foreach (var text in HostileText.Some(nth: 200))
        {
            var escaped = Uri.EscapeDataString(string.Concat(text.Cut(500).Where(c => !char.IsSurrogate(c))));
            string[] fields = ["shown", "list", "frequency", "language", "do", "from", "was-frequency"];
            using var form = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(string.Join('&', fields.Select(f => $"{f}={escaped}"))));
            form.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
            HttpRequestMessage[] requests =
            [
                new(HttpMethod.Get, $"/u/{escaped}"), new(HttpMethod.Get, $"/p/{escaped}"), new(HttpMethod.Get, $"/logo/{escaped}/{escaped}"),
                new(HttpMethod.Get, $"/u/{stage.Token("news", Maria)}?next={escaped}&lang={escaped}"), new(HttpMethod.Post, $"/p/{stage.Token("news", Maria)}") { Content = form },
            ];
            foreach (var request in requests)
            {
                request.Headers.TryAddWithoutValidation("Accept-Language", escaped);
                request.Headers.TryAddWithoutValidation("User-Agent", escaped);
                request.Headers.TryAddWithoutValidation("X-Forwarded-Host", escaped);
                using var answer = await http.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500 && (int)answer.StatusCode is < 300 or >= 400, $"{request.Method} {request.RequestUri}: {answer.StatusCode}");
                Assert.Null(answer.Headers.Location);
            }
        }

        Assert.False(await stage.HasLeftAsync("news", Maria));
    }

    [Fact]
    public async Task Nothing_of_them_runs_in_a_browser_even_where_no_policy_forbids_it()
    {
        var texts = HostileText.Some(nth: 6).Select(t => t.Cut(200)).Where(t => t.Trim().Length > 0 && !t.Any(char.IsSurrogate)).Take(120).ToList();
        await using var stage = await PageStage.StartAsync(new { name = "\"><img src=x onerror=alert(1)>" });
        await stage.AddContactAsync("news", Maria);
        for (var i = 0; i < texts.Count; i++)
        {
            await stage.AddListAsync($"l{i}", texts[i]);
            await stage.AddContactAsync($"l{i}", Maria);
        }

        var visit = new Visit("attacks", $"{stage.Address}/p/{stage.Token("news", Maria)}") { WithoutPolicy = true };
        if (await Chromium.VisitAsync([visit]) is not [var seen])
            return;

        Assert.Equal((0, 0), (seen.Dialogs, seen.Scripts));
        Assert.Equal([visit.Url], seen.Requests);
        Assert.Empty(seen.Violations);
    }
}
