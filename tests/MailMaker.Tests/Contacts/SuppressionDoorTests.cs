using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Suppressions;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Contacts;

public class SuppressionDoorTests
{
    [Fact]
    public async Task An_address_is_suppressed_found_and_taken_back_with_a_reason()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("ada@example.com");

        var made = await PutAsync(stage, "Ada@Example.com", "");
        var again = await PutAsync(stage, "ada@example.com", """{"reason":"manual"}""");
        var found = await GetAsync(stage, "ada@example.com");
        var silent = await DeleteAsync(stage, "ada@example.com", "");
        var lifted = await DeleteAsync(stage, "ada@example.com", "?reason=asked by phone");
        var gone = await GetAsync(stage, "ada@example.com");

        Assert.Equal((201, 200, 200, 400, 204, 404), (made.Status, again.Status, found.Status, silent.Status, lifted.Status, gone.Status));
        Assert.Equal("""{"target":"ada@example.com","reason":"manual","at":"2026-03-10T09:00:00+00:00","source":"api"}""", made.Text);
        var chain = await stage.Get<EvidenceStore>().ReadAsync(stage.ContactList, stage.Id("ada@example.com"), default);
        Assert.Equal([ConsentEventKind.Suppressed, ConsentEventKind.SuppressionLifted], chain.Select(e => e.Event.Kind));
        Assert.Equal("asked by phone", chain[1].Event.Note);
    }

    [Fact]
    public async Task The_list_is_searched_by_prefix_and_reason_in_pages()
    {
        await using var stage = await ServiceStage.OpenAsync();
        foreach (var (target, body) in new[]
        {
            ("ann@example.com", """{"reason":"hardBounce"}"""), ("anna@example.com", """{"list":"news"}"""), ("anna@example.com", """{"reason":"complaint"}"""),
            ("bob@example.com", "{}"), ("@spam.example", "{}"), ("+393331234567", "{}"),
        })
            Assert.Equal(201, (await PutAsync(stage, target, body)).Status);

        Assert.Equal(["+393331234567", "@spam.example", "ann@example.com", "anna@example.com", "anna@example.com", "bob@example.com"], await TargetsAsync(stage, ""));
        Assert.Equal(["ann@example.com", "anna@example.com", "anna@example.com"], await TargetsAsync(stage, "&prefix=Ann"));
        Assert.Equal(["anna@example.com"], await TargetsAsync(stage, "&reason=complaint"));
        Assert.Equal(2, (await GetAsync(stage, "anna@example.com")).Json.GetProperty("suppressions").GetArrayLength());
        Assert.Equal(204, (await DeleteAsync(stage, "anna@example.com", "?reason=x&list=news")).Status);
        Assert.Single((await GetAsync(stage, "anna@example.com")).Json.GetProperty("suppressions").EnumerateArray());
    }

    [Theory]
    [InlineData("nobody", "{}")]
    [InlineData("@", "{}")]
    [InlineData("333 1234567", "{}")]
    [InlineData("a@example.com", """{"reason":"erased"}""")]
    [InlineData("a@example.com", """{"reason":"because"}""")]
    [InlineData("a@example.com", """{"list":"none"}""")]
    public async Task What_can_not_be_suppressed_is_refused(string target, string body)
    {
        await using var stage = await ServiceStage.OpenAsync();

        Assert.Equal(400, (await PutAsync(stage, target, body)).Status);
    }

    private static async Task<List<string?>> TargetsAsync(ServiceStage stage, string query)
    {
        var targets = new List<string?>();
        var continuation = "";
        do
        {
            var page = (await Doors.CallAsync(
                r => stage.Door<SuppressionFunctions>().ListAsync(r, "acme", default), query: $"?top=2{query}&continuation={Uri.EscapeDataString(continuation)}")).Json;
            Assert.InRange(page.GetProperty("suppressions").GetArrayLength(), 0, 2);
            targets.AddRange(page.GetProperty("suppressions").EnumerateArray().Select(s => s.GetProperty("target").GetString()));
            continuation = page.TryGetProperty("continuation", out var next) ? next.GetString() ?? "" : "";
        }
        while (continuation.Length > 0);

        return targets;
    }

    private static Task<Doors.Answer> PutAsync(ServiceStage stage, string target, string body) =>
        Doors.CallAsync(r => stage.Door<SuppressionFunctions>().PutAsync(r, "acme", target, default), body);

    private static Task<Doors.Answer> GetAsync(ServiceStage stage, string target) =>
        Doors.CallAsync(r => stage.Door<SuppressionFunctions>().GetAsync(r, "acme", target, default));

    private static Task<Doors.Answer> DeleteAsync(ServiceStage stage, string target, string query) =>
        Doors.CallAsync(r => stage.Door<SuppressionFunctions>().DeleteAsync(r, "acme", target, default), query: query);
}
