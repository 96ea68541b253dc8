using System.Text;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Imports;

public sealed class ImportMailTests
{
    [Fact]
    public async Task The_data_controller_is_told_what_an_import_did_and_nothing_of_any_person()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { senderAddress = "news@acme.example" });
        await app.PutAsync("/api/accounts/acme/lists/quiet", new { });
        await app.PutAsync(
            "/api/accounts/acme/lists/news",
            new { importReports = true, dataController = new { name = "Acme", postalAddress = "Via Roma 1", email = "privacy@acme.example" } });

        foreach (var list in (string[])["quiet", "news"])
        {
            using var body = new StringContent("email\nada@example.com\nno address\n", Encoding.UTF8, "text/csv");
            using var answer = await app.Http.PostAsync($"/api/accounts/acme/lists/{list}/imports?mode=incremental", body);
            answer.EnsureSuccessStatusCode();
        }

        var outbox = Path.Combine(folder.Path, "outbox");
        await Eventually.HoldsAsync(() => Task.FromResult(Directory.Exists(outbox) && Directory.GetFiles(outbox, "*.eml", SearchOption.AllDirectories).Length > 0));
        var mail = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(outbox, "*.eml", SearchOption.AllDirectories)));
        Assert.Contains("To: privacy@acme.example", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", mail, StringComparison.Ordinal);
    }
}
