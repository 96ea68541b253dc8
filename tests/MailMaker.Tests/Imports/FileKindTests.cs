using System.Net;
using System.Text;
using System.Text.Json;
using MailMaker.Core.Tests.Imports.Workbooks;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Imports;

/// <summary>Every kind of file through the real doors of the running app: dropped and uploaded.</summary>
public class FileKindTests
{
    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    // Name, content, and the keys of the contacts in it.
    private static readonly (string Name, byte[] Content, string[] Keys)[] Kinds =
    [
        ("a.csv", "email;nome\na1@example.com;Ada\n"u8.ToArray(), ["a1@example.com"]),
        ("b.csv", Korean.GetBytes("이메일,이름\na2@example.com,김민준\n"), ["a2@example.com"]),
        ("c.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("email\tnome\r\na3@example.com\tAda\r\n")], ["a3@example.com"]),
        ("d.xlsx", Workbooks.Of(Workbooks.Row(1, "email") + Workbooks.Row(2, "a4@example.com")), ["a4@example.com"]),
        ("e.xls", Workbooks.Old, ["ada@example.com", "bea@example.com", "cleo@example.com"]),
        ("f.csv.gz", Workbooks.Gzip("email\na5@example.com\n"u8.ToArray()), ["a5@example.com"]),
        ("g.zip", Workbooks.Zip([("x.csv", "email\na6@example.com\n"u8.ToArray())]), ["a6@example.com"]),
        ("h.zip", Workbooks.Zip([("x.xlsx", Workbooks.Of(Workbooks.Row(1, "email") + Workbooks.Row(2, "a7@example.com")))]), ["a7@example.com"]),
        ("i.csv", Workbooks.Of(Workbooks.Row(1, "email") + Workbooks.Row(2, "a8@example.com")), ["a8@example.com"]),
    ];

    [Fact]
    public async Task Files_of_every_kind_are_imported_dropped_and_uploaded()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        var expected = Kinds.SelectMany(k => k.Keys).Order(StringComparer.Ordinal).ToArray();

        var drop = Directory.CreateDirectory(Path.Combine(folder.Path, "drop", "acme", "dropped", "incremental"));
        foreach (var (name, content, _) in Kinds)
            await File.WriteAllBytesAsync(Path.Combine(drop.FullName, name), content);
        foreach (var (_, content, _) in Kinds)
            Assert.Equal(HttpStatusCode.Accepted, await UploadAsync(app, "uploaded", content));

        await Eventually.HoldsAsync(async () => await KeysAsync(app, "dropped") is { } keys && keys.SequenceEqual(expected));
        await Eventually.HoldsAsync(async () => await KeysAsync(app, "uploaded") is { } keys && keys.SequenceEqual(expected));
        await Eventually.HoldsAsync(async () => (await ImportsAsync(app, "uploaded")).TrueForAll(i => i.GetProperty("state").GetString() == "completed"));
    }

    [Fact]
    public async Task A_saved_mapping_says_how_files_are_read_the_default_one_for_dropped_files_too()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        var mapping = new { columns = new Dictionary<string, string?> { ["E-Mail privat"] = "email", ["Stato"] = null, ["Nato"] = "birthDate" }, dateOrder = "monthDayYear", sheet = "Clienti" };
        await app.PutAsync("/api/accounts/acme/lists/dropped/mappings/default", mapping);
        await app.PutAsync("/api/accounts/acme/lists/uploaded/mappings/crm", mapping);
        var file = Workbooks.OfSheets(
            ("Start", "visible", Workbooks.Row(1, "Read me")),
            ("Clienti", "visible", Workbooks.Row(1, "e-mail PRIVAT", "Stato", "Nato", "Altro") + Workbooks.Row(2, "a@example.com", "x", "03/04/1985", "y")));

        var drop = Directory.CreateDirectory(Path.Combine(folder.Path, "drop", "acme", "dropped", "full"));
        await File.WriteAllBytesAsync(Path.Combine(drop.FullName, "x.xlsx"), file);
        Assert.Equal(HttpStatusCode.NotFound, await UploadAsync(app, "uploaded", file, "&mapping=none"));
        Assert.Equal(HttpStatusCode.Accepted, await UploadAsync(app, "uploaded", file, "&mapping=crm"));

        foreach (var list in new[] { "dropped", "uploaded" })
        {
            await Eventually.HoldsAsync(async () => await KeysAsync(app, list) is ["a@example.com"]);
            var contact = await app.GetAsync($"/api/accounts/acme/lists/{list}/contacts/a@example.com");
            Assert.Contains("\"birthDate\":\"1985-03-04\",\"Altro\":\"y\"", contact.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain("Stato", contact.GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal("[\"crm\"]", (await app.GetAsync("/api/accounts/acme/lists/uploaded/mappings")).GetProperty("mappings").GetRawText());
        Assert.Equal("email", (await app.GetAsync("/api/accounts/acme/lists/uploaded/mappings/crm")).GetProperty("columns").GetProperty("E-Mail privat").GetString());
        using var deleted = await app.Http.DeleteAsync("/api/accounts/acme/lists/uploaded/mappings/crm");
        using var gone = await app.Http.GetAsync("/api/accounts/acme/lists/uploaded/mappings/crm");
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task A_file_that_is_none_or_breaks_in_its_middle_is_refused_with_the_reason_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        var whole = Workbooks.Gzip(Encoding.UTF8.GetBytes("email\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"p{i * 7919 % 100_000}@example.com\n"))));

        await UploadAsync(app, "uploaded", whole[..^9]);
        await UploadAsync(app, "uploaded", Workbooks.Zip([("a.csv", [1]), ("b.csv", [1])]));

        await Eventually.HoldsAsync(async () => (await ImportsAsync(app, "uploaded")).TrueForAll(i => i.GetProperty("state").GetString() == "refused"));
        var reasons = (await ImportsAsync(app, "uploaded")).Select(i => i.GetProperty("reason").GetString()!).ToList();
        Assert.Contains(reasons, r => r.Contains("gzip has no proper end", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.Contains("2 files", StringComparison.Ordinal) && r.Contains("a.csv, b.csv", StringComparison.Ordinal));
        Assert.Empty(await KeysAsync(app, "uploaded"));
    }

    [Theory]
    [InlineData("""{"columns":{"x":"9no"}}""", "/columns/x")]
    [InlineData("""{"delimiter":"ab"}""", "/delimiter")]
    [InlineData("""{"sheet":""}""", "/sheet")]
    [InlineData("""{"dateOrder":"daily"}""", "/dateOrder")]
    [InlineData("""{"nothing":1}""", "/nothing")]
    public async Task A_mapping_with_a_fault_is_refused_with_its_place(string body, string pointer)
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await app.Http.PutAsync("/api/accounts/acme/lists/uploaded/mappings/x", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"pointer\":\"{pointer}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<RunningApp> StartAsync(TemporaryFolder folder)
    {
        var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { title = "Acme" });
        foreach (var list in new[] { "dropped", "uploaded" })
            await app.PutAsync($"/api/accounts/acme/lists/{list}", new { title = list, key = "email", buckets = 2 });
        return app;
    }

    private static async Task<HttpStatusCode> UploadAsync(RunningApp app, string list, byte[] content, string query = "")
    {
        using var body = new ByteArrayContent(content);
        using var answer = await app.Http.PostAsync($"/api/accounts/acme/lists/{list}/imports?mode=incremental{query}", body);
        return answer.StatusCode;
    }

    private static async Task<string[]> KeysAsync(RunningApp app, string list) =>
        [.. (await app.GetAsync($"/api/accounts/acme/lists/{list}/contacts?top=100")).GetProperty("contacts").EnumerateArray().Select(c => c.GetProperty("key").GetString()!).Order(StringComparer.Ordinal)];

    private static async Task<List<JsonElement>> ImportsAsync(RunningApp app, string list) =>
        [.. (await app.GetAsync($"/api/accounts/acme/imports?list={list}")).GetProperty("imports").EnumerateArray()];
}
