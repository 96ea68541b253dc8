using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Crash;

/// <summary>The program is killed while it imports a full file and while it reverts it: both end as they would have.</summary>
public sealed class ImportKillTests
{
    private const string Lists = "/api/accounts/acme/lists/news";
    private const int Contacts = 6_000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Killed_while_importing_and_while_reverting_it_ends_where_it_began(int seed)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        SortedDictionary<string, string> before;
        string import;
        using (var serve = await ServeProcess.StartAsync(folder.Path))
        {
            await PutAsync(serve, "/api/accounts/acme", new { title = "Acme" });
            await PutAsync(serve, Lists, new { key = "email", removalGuard = 1.0, buckets = 8 });
            await EndAsync(serve, await UploadAsync(serve, File(0, Contacts, "Person"), "incremental"), "completed");
            before = await ContactsAsync(serve);
            import = await UploadAsync(serve, File(Contacts / 2, Contacts * 3 / 2, "Persona"), "full");
            await WaitAsync(random);
        }

        using (var serve = await ServeProcess.StartAsync(folder.Path))
            await WaitAsync(random);
        using (var serve = await ServeProcess.StartAsync(folder.Path))
        {
            var counts = (await EndAsync(serve, import, "completed")).GetProperty("counts");
            Assert.Equal((Contacts / 2, Contacts / 2, Contacts / 2), (Number(counts, "added"), Number(counts, "changed"), Number(counts, "removed")));
            using var accepted = await serve.Http.PostAsync(new Uri($"/api/accounts/acme/imports/{import}/revert", UriKind.Relative), null);
            accepted.EnsureSuccessStatusCode();
            await WaitAsync(random);
        }

        using (var serve = await ServeProcess.StartAsync(folder.Path))
            await WaitAsync(random);
        using (var serve = await ServeProcess.StartAsync(folder.Path))
        {
            var reverted = (await EndAsync(serve, import, "reverted")).GetProperty("reverted");
            Assert.Equal((Contacts / 2, Contacts / 2, Contacts / 2, 0), (Number(reverted, "removed"), Number(reverted, "restored"), Number(reverted, "returned"), Number(reverted, "kept")));
            Assert.Equal(before, await ContactsAsync(serve));
        }
    }

    private static Task WaitAsync(Random random) => Task.Delay(random.Next(20, 900));

    private static async Task<JsonElement> EndAsync(ServeProcess serve, string import, string state)
    {
        for (var looks = 0; looks < 2_000; looks++)
        {
            var now = await serve.GetAsync($"/api/accounts/acme/imports/{import}");
            if (now.GetProperty("state").GetString() == state)
                return now;
            Assert.NotEqual("failed", now.GetProperty("state").GetString());
            await Task.Delay(Look);
        }

        throw new TimeoutException($"The import is not {state}.");
    }

    private static async Task<string> UploadAsync(ServeProcess serve, string file, string mode)
    {
        using var content = new StringContent(file, Encoding.UTF8, "text/csv");
        using var answer = await serve.Http.PostAsync(new Uri($"{Lists}/imports?mode={mode}", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task PutAsync(ServeProcess serve, string path, object body)
    {
        using var answer = await serve.Http.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<SortedDictionary<string, string>> ContactsAsync(ServeProcess serve)
    {
        var contacts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string? continuation = null;
        do
        {
            var page = await serve.GetAsync($"{Lists}/contacts?top=1000&continuation={Uri.EscapeDataString(continuation ?? "")}");
            foreach (var contact in page.GetProperty("contacts").EnumerateArray())
                contacts.Add(contact.GetProperty("key").GetString()!, contact.GetProperty("fields").GetRawText());
            continuation = page.TryGetProperty("continuation", out var next) ? next.GetString() : null;
        }
        while (continuation is not null);
        return contacts;
    }

    private static string File(int first, int end, string name)
    {
        var text = new StringBuilder("email,nome,cellulare\n");
        for (var i = first; i < end; i++)
            text.Append(CultureInfo.InvariantCulture, $"person{i}@example.com,{name} {i},+39333{1_000_000 + i}\n");
        return text.ToString();
    }

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
