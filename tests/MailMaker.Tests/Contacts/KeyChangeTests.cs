using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Contacts;

public class KeyChangeTests
{
    private static readonly ConsentSource Api = new("api");

    [Fact]
    public async Task A_contact_keeps_everything_under_its_new_key()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await FillAsync(stage, "old@example.com");
        await stage.LeaveAsync("old@example.com");

        var answer = await ChangeAsync(stage, "old@example.com", "new@example.com", ""","city":"Lodi" """);

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"email":"new@example.com","mobile":"+393331234567","city":"Lodi","trackingConsent":"false"}""", await stage.FieldsAsync("new@example.com"));
        await AssertMovedAsync(stage, isLeft: true);
    }

    [Fact]
    public async Task An_address_that_is_not_the_key_changes_freely_and_the_index_follows()
    {
        await using var stage = await ServiceStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Key = KeyKind.Fkey, Buckets = 4 });
        await stage.BatchAsync("""{"key":"7","fields":{"email":"old@example.com"}}""");
        await stage.LeaveAsync("7");

        var answer = await stage.BatchAsync("""{"op":"patch","key":"7","fields":{"email":"new@example.com"}}""");

        Assert.Contains("updated", answer.Text, StringComparison.Ordinal);
        var finder = stage.Get<ContactFinder>();
        Assert.Empty(await finder.ByAddressAsync("acme", null, "old@example.com", default).ToListAsync());
        Assert.Equal([stage.Id("7")], (await finder.ByAddressAsync("acme", null, "new@example.com", default).ToListAsync()).Select(f => f.Id));
        Assert.True(await stage.Get<GoodbyeStore>().HasLeftAsync(stage.ContactList, stage.Id("7"), default));
    }

    [Fact]
    public async Task A_key_that_is_taken_or_erased_or_unknown_is_not_changed_to()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("a@example.com", "b@example.com");

        Assert.Equal(409, (await ChangeAsync(stage, "a@example.com", "b@example.com")).Status);
        Assert.Equal(404, (await ChangeAsync(stage, "c@example.com", "d@example.com")).Status);
        Assert.Equal(400, (await ChangeAsync(stage, "a@example.com", "no address")).Status);
        Assert.Equal(400, (await ChangeAsync(stage, "a@example.com", "")).Status);
        Assert.Equal(["a@example.com", "b@example.com"], await KeysAsync(stage));
    }

    [Fact]
    public async Task While_a_campaign_fixes_its_audience_no_key_changes()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("a@example.com");
        var campaign = new Campaign { Account = "acme", Name = "spring", List = "news", Template = "t", State = CampaignState.Planning };
        await stage.Get<IDefinitions>().WriteAsync("acme", DefinitionKeys.Campaign("spring"), campaign, null, default);

        Assert.Equal(409, (await ChangeAsync(stage, "a@example.com", "b@example.com")).Status);
    }

    [Fact]
    public async Task A_change_that_is_sent_again_is_answered_again()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await FillAsync(stage, "old@example.com");

        var first = await ChangeAsync(stage, "old@example.com", "new@example.com");
        var second = await ChangeAsync(stage, "old@example.com", "new@example.com");

        Assert.Equal((200, 200, first.Text), (first.Status, second.Status, second.Text));
        await AssertMovedAsync(stage, isLeft: false);
    }

    [Fact]
    public async Task A_link_sent_before_leaves_the_contact_under_its_new_key_and_every_later_one()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("a@example.com");
        await ChangeAsync(stage, "a@example.com", "b@example.com");
        await ChangeAsync(stage, "b@example.com", "c@example.com");

        await stage.LeaveAsync("a@example.com", GoodbyeReason.OneClick);

        Assert.True(await stage.Get<GoodbyeStore>().HasLeftAsync(stage.ContactList, stage.Id("c@example.com"), default));
        Assert.Empty(EvidenceChain.Verify(await stage.Get<EvidenceStore>().ReadAsync(stage.ContactList, stage.Id("c@example.com"), default)));
    }

    [Fact]
    public async Task A_contact_comes_back_to_a_key_that_it_had()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await FillAsync(stage, "a@example.com");
        await ChangeAsync(stage, "a@example.com", "b@example.com");

        Assert.Equal(200, (await ChangeAsync(stage, "b@example.com", "a@example.com")).Status);
        await stage.LeaveAsync("b@example.com");

        Assert.Equal(["a@example.com"], await KeysAsync(stage));
        Assert.True(await stage.Get<GoodbyeStore>().HasLeftAsync(stage.ContactList, stage.Id("a@example.com"), default));
        var chain = await stage.Get<EvidenceStore>().ReadAsync(stage.ContactList, stage.Id("a@example.com"), default);
        Assert.Empty(EvidenceChain.Verify(chain));
        Assert.Equal(2, chain.Count(e => e.Event.Kind == ConsentEventKind.KeyChanged));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_move_that_crashes_at_any_write_ends_as_one_that_does_not(bool afterTheWrite, bool isLeft)
    {
        var points = 0;
        for (var point = 1; ; point++)
        {
            CrashingTables? tables = null;
            await using var stage = await ServiceStage.OpenAsync(null, c => tables = new CrashingTables(c));
            await FillAsync(stage, "old@example.com");
            if (isLeft)
                await stage.LeaveAsync("old@example.com");
            (tables!.CrashAt, tables.AfterTheWrite) = (point, afterTheWrite);

            try
            {
                await ChangeAsync(stage, "old@example.com", "new@example.com");
            }
            catch (ProcessCrashedException)
            {
                await AssertNobodyWhoLeftIsOnTheListAsync(stage, isLeft);
                // Either the orchestration ends it, or the caller sends it again.
                if (point % 2 == 0)
                    await stage.Door<KeyChangeActivities>().MoveContact(new KeyChange("acme", "news", stage.Id("old@example.com").ToString()), default);
                Assert.Equal(200, (await ChangeAsync(stage, "old@example.com", "new@example.com")).Status);
            }

            await AssertMovedAsync(stage, isLeft);
            if (!tables.Crashed)
                break;
            points = point;
        }

        Assert.InRange(points, 6, 30);
    }

    [Fact]
    public async Task A_goodbye_said_at_any_step_of_a_move_is_kept()
    {
        for (var step = 1; step < 12; step++)
        {
            CrashingTables? tables = null;
            await using var stage = await ServiceStage.OpenAsync(null, c => tables = new CrashingTables(c));
            await FillAsync(stage, "old@example.com");
            (tables!.CrashAt, tables.AfterTheWrite) = (step, true);
            await Record.ExceptionAsync(() => ChangeAsync(stage, "old@example.com", "new@example.com"));
            tables.CrashAt = 0;

            await stage.LeaveAsync("old@example.com");
            await ChangeAsync(stage, "old@example.com", "new@example.com");

            await AssertMovedAsync(stage, isLeft: true);
        }
    }

    [Fact]
    public async Task What_was_said_of_the_new_key_meanwhile_is_not_overwritten()
    {
        CrashingTables? tables = null;
        await using var stage = await ServiceStage.OpenAsync(null, c => tables = new CrashingTables(c));
        await FillAsync(stage, "old@example.com");
        await stage.LeaveAsync("old@example.com");
        (tables!.CrashAt, tables.AfterTheWrite) = (3, false);
        await Assert.ThrowsAsync<ProcessCrashedException>(() => ChangeAsync(stage, "old@example.com", "new@example.com"));
        await stage.BatchAsync("""{"key":"new@example.com","fields":{"city":"Bari"}}""");

        await stage.Door<KeyChangeActivities>().MoveContact(new KeyChange("acme", "news", stage.Id("old@example.com").ToString()), default);

        Assert.Contains("\"city\":\"Bari\"", await stage.FieldsAsync("new@example.com"), StringComparison.Ordinal);
        Assert.Contains("+393331234567", await stage.FieldsAsync("new@example.com"), StringComparison.Ordinal);
        await AssertMovedAsync(stage, isLeft: true);
    }

    // A contact with a history: choices, evidence, a claim, an indexed number.
    private static async Task FillAsync(ServiceStage stage, string key)
    {
        await stage.BatchAsync($$"""{"key":"{{key}}","fields":{"mobile":"+39 333 1234567","city":"Roma"} }""");
        var (list, id) = (stage.ContactList, stage.Id(key));
        await stage.Get<ChoiceStore>().SetAsync(list, id, new Dictionary<string, string> { ["trackingConsent"] = "false" }, Api, default);
        var history = default(SendHistory).With(CampaignTag.Of("acme", "spring"), stage.Clock.GetUtcNow());
        var claim = new TableEntity(ContactKeys.Partition(list, id), ContactKeys.SendState(id))
        {
            ["History"] = history.ToBytes(), ["ClaimedUntil"] = stage.Clock.GetUtcNow(),
        };
        await stage.Contacts.UpsertEntityAsync(claim, TableUpdateMode.Replace);
    }

    private static async Task AssertMovedAsync(ServiceStage stage, bool isLeft)
    {
        var (list, id, old) = (stage.ContactList, stage.Id("new@example.com"), stage.Id("old@example.com"));
        Assert.Equal(["new@example.com"], await KeysAsync(stage));
        Assert.Equal(isLeft, await stage.Get<GoodbyeStore>().HasLeftAsync(list, id, default));
        Assert.Equal("""{"trackingConsent":"false"}"""u8.ToArray(), await stage.Get<ChoiceStore>().FindAsync(list, id, default));
        var chain = await stage.Get<EvidenceStore>().ReadAsync(list, id, default);
        Assert.Empty(EvidenceChain.Verify(chain));
        Assert.Single(chain, e => e.Event.Kind == ConsentEventKind.ChoiceMade);
        Assert.Single(chain, e => e.Event.Kind == ConsentEventKind.KeyChanged);
        Assert.Equal(isLeft ? 1 : 0, chain.Count(e => e.Event.Kind == ConsentEventKind.Left));
        var state = await stage.Contacts.GetEntityAsync<TableEntity>(ContactKeys.Partition(list, id), ContactKeys.SendState(id));
        Assert.Equal(1, SendHistory.FromBytes(state.Value.GetBinary("History")).Count);
        Assert.Equal([ContactKeys.Address(ContactId.Of(KeyKind.Mobile, "+393331234567"), id)], await stage.RowsAsync("a|"));
        Assert.Equal(["f|" + old], await stage.RowsAsync("f|"));
        var forward = await stage.Contacts.GetEntityAsync<TableEntity>(ContactKeys.Partition(list, old), ContactKeys.Forward(old));
        Assert.False(forward.Value.ContainsKey("Fields"));
    }

    private static async Task AssertNobodyWhoLeftIsOnTheListAsync(ServiceStage stage, bool isLeft)
    {
        foreach (var key in await KeysAsync(stage))
            Assert.Equal(isLeft, await stage.Get<GoodbyeStore>().HasLeftAsync(stage.ContactList, stage.Id(key), default));
    }

    private static async Task<string[]> KeysAsync(ServiceStage stage) =>
        [.. (await stage.Get<ContactStore>().PageAsync(stage.ContactList, 100, null, default))!.Contacts.Select(c => c.Key).Order()];

    private static Task<Doors.Answer> ChangeAsync(ServiceStage stage, string key, string newKey, string more = "") => Doors.CallAsync(
        r => stage.Door<ContactFunctions>().PatchAsync(r, stage.Orchestrations, "acme", "news", key, default), $$"""{"email":"{{newKey}}"{{more}} }""");
}
