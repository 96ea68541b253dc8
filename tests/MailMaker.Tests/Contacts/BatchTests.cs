using System.Text.Json;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Contacts;

public class BatchTests
{
    private static readonly ContactList ByForeignKey = new() { Account = ServiceStage.Account, Name = ServiceStage.List, Key = KeyKind.Fkey, Buckets = 4 };

    [Fact]
    public async Task Each_item_gets_its_own_answer_and_a_bad_one_harms_no_other()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("a@example.com", "b@example.com");

        var answer = await stage.BatchAsync(
            """
            {"op":"put","key":"New@example.com","fields":{"firstName":"Ada"}},
            {"op":"patch","key":"a@example.com","fields":{"city":"Roma"}},
            {"op":"merge","key":"b@example.com","fields":{}},
            {"op":"delete","key":"b@example.com"},
            {"op":"patch","key":"nobody@example.com","fields":{"city":"Roma"}},
            {"op":"delete","key":"nobody@example.com"},
            {"key":"c@example.com","fields":{"gender":"?","birthDate":"?"}},
            {"key":"no address","fields":{}},
            {"op":"upsert","key":"c@example.com","fields":{}},
            {"key":"c@example.com","fields":{"email":"d@example.com"}},
            {"fields":{}}, {"key":"c@example.com"}, 7, {"key":"c@example.com","fields":{},"extra":1}
            """);

        Assert.Equal(200, answer.Status);
        Assert.Equal(
            ["created", "updated", "unchanged", "removed", "missing", "missing", .. Enumerable.Repeat("refused", 8)],
            Results(answer).Select(r => r.GetProperty("result").GetString()));
        Assert.Equal(
            [
                "/contacts/6/fields/gender", "/contacts/6/fields/birthDate", "/contacts/7/key", "/contacts/8/op", "/contacts/9/fields/email",
                "/contacts/10/key", "/contacts/11/fields", "/contacts/12", "/contacts/13",
            ],
            Results(answer).Where(r => r.TryGetProperty("errors", out _)).SelectMany(r => r.GetProperty("errors").EnumerateArray()).Select(e => e.GetProperty("pointer").GetString()));
        Assert.Equal((1, 8), (Count(answer, "created"), Count(answer, "refused")));
        Assert.Equal("""{"email":"new@example.com","firstName":"Ada"}""", await stage.FieldsAsync("new@example.com"));
        Assert.Null(await stage.FieldsAsync("b@example.com"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"contacts":[]}""")]
    [InlineData("""{"contacts":{}}""")]
    [InlineData("""{"contacts":[{}],"more":1}""")]
    public async Task A_body_that_is_no_batch_is_refused_as_a_whole(string body)
    {
        await using var stage = await ServiceStage.OpenAsync();

        var answer = await Doors.CallAsync(r => stage.Door<BatchFunctions>().PostAsync(r, "acme", "news", default), body);

        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task A_batch_of_1_001_is_refused_and_one_of_1_000_is_not()
    {
        await using var stage = await ServiceStage.OpenAsync();
        var items = Enumerable.Range(0, 1_001).Select(i => $$"""{"key":"p{{i}}@example.com","fields":{} }""").ToList();

        Assert.Equal(400, (await stage.BatchAsync(string.Join(',', items))).Status);
        Assert.Equal(1_000, Count(await stage.BatchAsync(string.Join(',', items.Take(1_000))), "created"));
        Assert.Equal(1_000, (await stage.RowsAsync("c|")).Count);
    }

    [Fact]
    public async Task Items_of_one_contact_are_applied_in_their_order()
    {
        await using var stage = await ServiceStage.OpenAsync();

        var answer = await stage.BatchAsync(
            """
            {"key":"a@example.com","fields":{"city":"Roma","firstName":"Ada"}},
            {"op":"delete","key":"A@EXAMPLE.COM"},
            {"op":"patch","key":"a@example.com","fields":{"city":"Lodi"}},
            {"key":"a@example.com","fields":{"city":"Bari"}},
            {"op":"put","key":"a@example.com","fields":{"lastName":"L"}}
            """);

        Assert.Equal(["created", "removed", "missing", "created", "updated"], Results(answer).Select(r => r.GetProperty("result").GetString()));
        Assert.Equal("""{"email":"a@example.com","lastName":"L"}""", await stage.FieldsAsync("a@example.com"));
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_writes_nothing()
    {
        await using var stage = await ServiceStage.OpenAsync(ByForeignKey);
        var items = string.Join(',', Enumerable.Range(0, 300).Select(i => $$"""{"key":"{{i}}","fields":{"email":"p{{i}}@example.com","mobile":"+39 333 {{i:D7}}"} }"""));
        await stage.BatchAsync(items);
        var before = await TagsAsync(stage);

        var again = await stage.BatchAsync(items);

        Assert.Equal(300, Count(again, "unchanged"));
        Assert.Equal(before, await TagsAsync(stage));
        Assert.Equal(600, (await stage.RowsAsync("a|")).Count);
    }

    [Fact]
    public async Task Data_of_who_left_or_is_suppressed_changes_and_their_consent_does_not()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("left@example.com", "bounced@example.com", "fine@example.com");
        await stage.LeaveAsync("left@example.com");
        await SuppressAsync(stage, "bounced@example.com");

        var answer = await stage.BatchAsync(string.Join(',', new[] { "left", "bounced", "fine" }.Select(
            n => $$"""{"key":"{{n}}@example.com","fields":{"city":"Roma","consent":true} }""")));

        Assert.Equal([true, true, false], Results(answer).Select(r => r.TryGetProperty("protected", out var p) && p.GetBoolean()));
        Assert.Equal((3, 2), (Count(answer, "updated"), Count(answer, "protected")));
        Assert.Equal("""{"email":"left@example.com","city":"Roma"}""", await stage.FieldsAsync("left@example.com"));
        Assert.Equal("""{"email":"fine@example.com","city":"Roma","consent":"true"}""", await stage.FieldsAsync("fine@example.com"));
        Assert.True(await stage.Get<GoodbyeStore>().HasLeftAsync(stage.ContactList, stage.Id("left@example.com"), default));
    }

    [Fact]
    public async Task What_a_person_chose_outweighs_every_operation()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("a@example.com");
        await stage.Get<ChoiceStore>().SetAsync(
            stage.ContactList, stage.Id("a@example.com"), new Dictionary<string, string> { ["trackingConsent"] = "false" }, new ConsentSource("preferences"), default);

        await stage.BatchAsync("""{"key":"a@example.com","fields":{"trackingConsent":true}}""");
        await stage.BatchAsync("""{"op":"put","key":"a@example.com","fields":{"city":"Roma"}}""");
        await stage.BatchAsync("""{"op":"delete","key":"a@example.com"},{"key":"a@example.com","fields":{"trackingConsent":true,"city":"Lodi"}}""");

        Assert.Equal("""{"email":"a@example.com","city":"Lodi","trackingConsent":"false"}""", await stage.FieldsAsync("a@example.com"));
    }

    [Fact]
    public async Task An_erased_person_is_not_brought_back_by_key_or_by_address()
    {
        await using var stage = await ServiceStage.OpenAsync(ByForeignKey);
        await stage.AddAsync("other");
        var hashes = stage.Get<AddressHashes>();
        await stage.Get<SuppressionStore>().EraseAsync(
            "acme", [hashes.Of("acme", "news", "fkey", "gone"), hashes.Of("acme", "news", "email", "gone@example.com")], [], stage.Clock.GetUtcNow(), default);

        var answer = await stage.BatchAsync(
            """
            {"key":"gone","fields":{}},
            {"key":"new","fields":{"email":"gone@example.com"}},
            {"op":"patch","key":"other","fields":{"email":"gone@example.com"}},
            {"key":"new","fields":{"email":"new@example.com"}}
            """);

        Assert.Equal(["refused", "refused", "refused", "created"], Results(answer).Select(r => r.GetProperty("result").GetString()));
        Assert.Equal(2, (await stage.RowsAsync("c|")).Count);
    }

    [Fact]
    public async Task Two_batches_at_once_on_the_same_contacts_lose_nothing()
    {
        await using var stage = await ServiceStage.OpenAsync();
        string Items(string field) => string.Join(',', Enumerable.Range(0, 200).Select(i => $$"""{"key":"p{{i}}@example.com","fields":{"{{field}}":"x"} }"""));

        var answers = await Task.WhenAll(new[] { "city", "street", "province", "region" }.Select(f => Task.Run(() => stage.BatchAsync(Items(f)))));

        Assert.All(answers, a => Assert.Equal(0, Count(a, "conflict")));
        Assert.Equal(200, answers.Sum(a => Count(a, "created")));
        for (var i = 0; i < 200; i++)
            Assert.Equal($$"""{"email":"p{{i}}@example.com","street":"x","city":"x","province":"x","region":"x"}""", await stage.FieldsAsync($"p{i}@example.com"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_that_broke_off_is_completed_by_sending_it_again(bool afterTheWrite)
    {
        CrashingTables? tables = null;
        await using var stage = await ServiceStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 1 }, c => tables = new CrashingTables(c));
        var items = string.Join(',', Enumerable.Range(0, 400).Select(i => $$"""{"key":"p{{i}}@example.com","fields":{"city":"Roma"} }"""));
        (tables!.CrashAt, tables.AfterTheWrite) = (3, afterTheWrite);

        await Assert.ThrowsAsync<ProcessCrashedException>(() => stage.BatchAsync(items));
        var again = await stage.BatchAsync(items);

        Assert.Equal(afterTheWrite ? 300 : 200, Count(again, "unchanged"));
        Assert.Equal(400, Count(again, "unchanged") + Count(again, "created"));
        Assert.Equal(400, (await stage.RowsAsync("c|")).Count);
    }

    [Fact]
    public async Task Fields_of_many_kilobytes_are_spread_over_transactions()
    {
        await using var stage = await ServiceStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 1 });
        var note = string.Join(',', Enumerable.Range(0, 14).Select(i => $"\"note{i}\":\"{new string('x', 4_000)}\""));

        var answer = await stage.BatchAsync(string.Join(',', Enumerable.Range(0, 120).Select(i => $$"""{"key":"p{{i}}@example.com","fields":{ {{note}} } }""")));

        Assert.Equal(120, Count(answer, "created"));
    }

    private static Task<IReadOnlyList<Suppression>> SuppressAsync(ServiceStage stage, string address) => stage.Get<SuppressionStore>().AddAsync(
        "acme", [new Suppression(address, null, SuppressionReason.HardBounce, stage.Clock.GetUtcNow(), "test")], default);

    private static async Task<string> TagsAsync(ServiceStage stage)
    {
        var tags = new List<string>();
        await foreach (var row in stage.Contacts.QueryAsync<Azure.Data.Tables.TableEntity>(default(string)))
            tags.Add($"{row.RowKey} {row.ETag}");
        return string.Join('\n', tags);
    }

    private static JsonElement.ArrayEnumerator Results(Doors.Answer answer) => answer.Json.GetProperty("results").EnumerateArray();

    private static int Count(Doors.Answer answer, string result) => answer.Json.GetProperty("counts").GetProperty(result).GetInt32();
}
