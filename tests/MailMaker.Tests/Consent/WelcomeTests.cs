using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Tests.Campaigns;
using MailMaker.Tests.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Consent;

/// <summary>The way back in, a person's own choices, and leaving by an address alone.</summary>
public sealed class WelcomeTests
{
    private const string Ada = "ada@example.com";

    [Fact]
    public async Task A_confirmation_ends_the_goodbye_and_what_the_click_disproves_with_evidence()
    {
        await using var stage = await StartAsync();
        await LeaveAsync(stage);
        await stage.AddAsync(stage.Of(Ada), stage.Of(Ada, SuppressionReason.OptOut, "news"));
        await stage.Store().EraseAsync("acme", [Hashes(stage).Of("acme", "news", "email", Ada)], [], stage.Clock.GetUtcNow(), default);

        await ConfirmAsync(stage, "t1");

        Assert.Null(await Goodbyes(stage).FindAsync(stage.ContactList, Id, default));
        var seen = await stage.SeenAsync();
        Assert.Null(seen.Find("news", Ada));
        Assert.False(seen.IsErased("news", "email", Ada));
        var chain = await ChainAsync(stage);
        Assert.Equal([ConsentEventKind.Left, ConsentEventKind.Confirmed], chain.Select(e => e.Event.Kind));
        Assert.Empty(EvidenceChain.Verify(chain));
    }

    [Fact]
    public async Task An_old_confirmation_that_comes_again_after_a_goodbye_brings_nobody_back()
    {
        await using var stage = await StartAsync();
        await ConfirmAsync(stage, "t1");
        await LeaveAsync(stage);

        await ConfirmAsync(stage, "t1");

        Assert.NotNull(await Goodbyes(stage).FindAsync(stage.ContactList, Id, default));
        Assert.Equal(2, (await ChainAsync(stage)).Count);
    }

    [Fact]
    public async Task A_complaint_outweighs_a_confirmation()
    {
        await using var stage = await StartAsync();
        await stage.AddAsync(stage.Of(Ada, SuppressionReason.Complaint));

        await ConfirmAsync(stage, "t1");

        Assert.Equal(SuppressionReason.Complaint, (await stage.SeenAsync()).Find("news", Ada));
    }

    [Fact]
    public async Task A_choice_changes_the_contact_and_is_made_once()
    {
        await using var stage = await StartAsync();
        await stage.AddContactAsync(Ada);
        var choices = stage.Services.GetRequiredService<ChoiceStore>();
        var weekly = new Dictionary<string, string> { ["frequency"] = "weekly" };

        Assert.True(await choices.SetAsync(stage.ContactList, Id, weekly, new("preferences"), default));
        Assert.False(await choices.SetAsync(stage.ContactList, Id, weekly, new("preferences"), default));

        var contact = await stage.Services.GetRequiredService<ContactStore>().FindAsync(stage.ContactList, Id, default);
        Assert.Equal("weekly", FieldsJson.ValueOf(contact!.Fields, "frequency"));
        Assert.Equal("weekly", FieldsJson.ValueOf(await choices.FindAsync(stage.ContactList, Id, default), "frequency"));
        Assert.Equal(ConsentEventKind.ChoiceMade, Assert.Single(await ChainAsync(stage)).Event.Kind);
    }

    [Fact]
    public async Task By_an_address_everybody_leaves_who_has_it_and_whoever_comes_with_it_later()
    {
        await using var stage = await StartAsync();
        var store = stage.Services.GetRequiredService<ContactStore>();
        var keyed = stage.ContactList with { Name = "shop", Key = KeyKind.Fkey };
        await stage.DefineAsync(keyed);
        await stage.AddContactAsync(Ada);
        var customer = ContactId.Of(KeyKind.Fkey, "c1");
        await store.WriteAsync(keyed, customer, "c1", FieldsJson.Write(new FieldOrder(keyed), [new("fkey", "c1"), new("email", Ada)]), null, default);

        var left = await stage.Services.GetRequiredService<AddressFarewell>()
            .LeaveAsync("acme", null, Ada, new Goodbye(GoodbyeReason.AbuseMailbox, stage.Clock.GetUtcNow()), new("abuse-mailbox"), default);

        Assert.Equal(2, left);
        Assert.NotNull(await Goodbyes(stage).FindAsync(stage.ContactList, Id, default));
        Assert.NotNull(await Goodbyes(stage).FindAsync(keyed, customer, default));
        Assert.Equal(SuppressionReason.OptOut, (await stage.SeenAsync()).Find("any", Ada));
    }

    [Fact]
    public async Task An_address_that_changed_no_longer_leads_to_its_contact()
    {
        await using var stage = await StartAsync();
        var store = stage.Services.GetRequiredService<ContactStore>();
        var keyed = stage.ContactList with { Name = "shop", Key = KeyKind.Fkey };
        await stage.DefineAsync(keyed);
        var id = ContactId.Of(KeyKind.Fkey, "c1");
        await store.WriteAsync(keyed, id, "c1", """{"email":"old@example.com","mobile":"+393331234567"}"""u8.ToArray(), null, default);
        var read = await store.FindAsync(keyed, id, default);

        Assert.True(await store.WriteAsync(keyed, id, "c1", """{"email":"new@example.com","mobile":"+393331234567"}"""u8.ToArray(), read!.Tag, default));

        Assert.Empty(await FoundAsync(stage, "old@example.com"));
        Assert.Equal([id], await FoundAsync(stage, "new@example.com"));
        Assert.Equal([id], await FoundAsync(stage, "+393331234567"));
        Assert.True(await store.DeleteAsync(keyed, id, default));
        Assert.Empty(await FoundAsync(stage, "new@example.com"));
    }

    private static ContactId Id { get; } = ContactId.Of(KeyKind.Email, Ada);

    private static Task<CampaignStage> StartAsync() => CampaignStage.WithAsync(0);

    private static GoodbyeStore Goodbyes(CampaignStage stage) => stage.Services.GetRequiredService<GoodbyeStore>();

    private static AddressHashes Hashes(CampaignStage stage) => stage.Services.GetRequiredService<AddressHashes>();

    private static Task<IReadOnlyList<EvidenceEntry>> ChainAsync(CampaignStage stage) =>
        stage.Services.GetRequiredService<EvidenceStore>().ReadAsync(stage.ContactList, Id, default);

    private static Task<FarewellOutcome> LeaveAsync(CampaignStage stage) => stage.Services.GetRequiredService<Farewell>()
        .LeaveAsync(stage.ContactList, Id, new Goodbye(GoodbyeReason.Link, stage.Clock.GetUtcNow()), new("link"), default);

    private static Task ConfirmAsync(CampaignStage stage, string token) => stage.Services.GetRequiredService<Welcome>().ConfirmAsync(
        stage.ContactList, Id, Ada, new HashSet<string> { "email" }, """{"email":"ada@example.com"}"""u8.ToArray(),
        new ConsentEvent { Kind = ConsentEventKind.Confirmed, At = stage.Clock.GetUtcNow(), Source = new("form", Reference: token) }, default);

    private static async Task<List<ContactId>> FoundAsync(CampaignStage stage, string address)
    {
        var found = new List<ContactId>();
        await foreach (var contact in stage.Services.GetRequiredService<ContactFinder>().ByAddressAsync("acme", null, address, default))
            found.Add(contact.Id);
        return found;
    }
}
