using System.Text.Json;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Contacts;

public class OptOutTests
{
    private static readonly ContactList ByForeignKey = new() { Account = "acme", Name = "shop", Key = KeyKind.Fkey, Buckets = 4 };

    [Fact]
    public async Task A_client_lets_people_leave_by_key_address_and_number_one_list_or_all()
    {
        await using var stage = await TwoListsAsync();

        var answer = await OptOutAsync(
            stage,
            """
            {"optouts":[
              {"list":"news","key":"A@Example.com"}, {"list":"shop","email":"b@example.com"}, {"mobile":"+39 333 1234567"}, {"key":"42"}, {"email":"unknown@example.com"},
              {"list":"none","key":"x"}, {"key":"x","email":"y@example.com"}, {"list":"news","key":"no address"}, {"mobile":"333 1234567"}, {"reason":"x"}, 7
            ]}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["left", "left", "left", "left", "remembered", "refused", "refused", "refused", "refused", "refused", "refused"],
            Results(answer).Select(r => r.GetProperty("result").GetString()));
        Assert.Equal(
            ["/optouts/5/list", "/optouts/6", "/optouts/7/key", "/optouts/8/mobile", "/optouts/9", "/optouts/10"],
            Results(answer).Where(r => r.TryGetProperty("errors", out _)).Select(r => r.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal((true, false), (await LeftAsync(stage, "news", "a@example.com"), await LeftAsync(stage, "news", "b@example.com")));
        Assert.Equal((true, true, true), (await LeftAsync(stage, "shop", "1"), await LeftAsync(stage, "shop", "2"), await LeftAsync(stage, "shop", "42")));
        Assert.Equal(SuppressionReason.OptOut, (await stage.Get<SuppressionStore>().FindAsync("acme", null, "unknown@example.com", default))!.Reason);
    }

    [Fact]
    public async Task One_person_is_a_body_of_its_own_and_leaves_evidence_of_the_call()
    {
        await using var stage = await TwoListsAsync();

        var answer = await OptOutAsync(stage, """{"list":"news","email":"a@example.com"}""");
        var again = await OptOutAsync(stage, """{"list":"news","email":"a@example.com"}""");

        Assert.Equal(("left", "left"), (Results(answer).Single().GetProperty("result").GetString(), Results(again).Single().GetProperty("result").GetString()));
        var list = (await stage.Get<MailMaker.Lists.IListSource>().ListAsync("acme", "news", default))!;
        var chain = await stage.Get<EvidenceStore>().ReadAsync(list, MailMaker.Core.Contacts.ContactId.Of(KeyKind.Email, "a@example.com"), default);
        var entry = Assert.Single(chain).Event;
        Assert.Equal((ConsentEventKind.Left, "api", "Client"), (entry.Kind, entry.Source.Channel, entry.Note));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"optouts":[]}""")]
    [InlineData("""{"optouts":[{"key":"1"}],"list":"news"}""")]
    [InlineData("""{"email":"a@example.com","why":"x"}""")]
    public async Task A_body_of_neither_form_is_refused(string body)
    {
        await using var stage = await ServiceStage.OpenAsync();

        Assert.Equal(400, (await OptOutAsync(stage, body)).Status);
    }

    [Fact]
    public async Task A_thousand_leave_in_one_call_and_one_more_is_refused()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync([.. Enumerable.Range(0, 1_000).Select(i => $"p{i}@example.com")]);
        string Body(int count) => $$"""{"optouts":[{{string.Join(',', Enumerable.Range(0, count).Select(i => $$"""{"list":"news","key":"p{{i}}@example.com"}"""))}}]}""";

        Assert.Equal(400, (await OptOutAsync(stage, Body(1_001))).Status);
        Assert.All(Results(await OptOutAsync(stage, Body(1_000))), r => Assert.Equal("left", r.GetProperty("result").GetString()));
        Assert.Equal(1_000, (await stage.RowsAsync("x|")).Count);
    }

    private static async Task<ServiceStage> TwoListsAsync()
    {
        var stage = await ServiceStage.OpenAsync(ByForeignKey);
        await stage.BatchAsync(
            """
            {"key":"1","fields":{"email":"b@example.com"}}, {"key":"2","fields":{"mobile":"+39 333 1234567"}}, {"key":"42","fields":{}}
            """);
        await stage.DefineAsync(new ContactList { Account = "acme", Name = "news", Buckets = 2 });
        await stage.AddAsync("a@example.com", "b@example.com");
        return stage;
    }

    private static async Task<bool> LeftAsync(ServiceStage stage, string name, string key)
    {
        var list = (await stage.Get<MailMaker.Lists.IListSource>().ListAsync("acme", name, default))!;
        return await stage.Get<GoodbyeStore>().HasLeftAsync(list, MailMaker.Core.Contacts.ContactId.Of(list.Key, key), default);
    }

    private static Task<Doors.Answer> OptOutAsync(ServiceStage stage, string body) =>
        Doors.CallAsync(r => stage.Door<OptOutFunctions>().PostAsync(r, "acme", default), body);

    private static List<JsonElement> Results(Doors.Answer answer) => [.. answer.Json.GetProperty("results").EnumerateArray()];
}
