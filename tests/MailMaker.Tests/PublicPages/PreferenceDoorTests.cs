using System.Net;
using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.PublicPages;

public sealed class PreferenceDoorTests
{
    private const string Maria = "maria@example.com";

    [Fact]
    public async Task The_page_shows_the_lists_that_the_person_is_on_and_not_those_that_it_left_or_others_are_on()
    {
        await using var stage = await WithThreeListsAsync();
        await stage.AddListAsync("secret", "For others only");
        await stage.AddContactAsync("secret", "other@example.com");
        await stage.App.Http.PostAsync($"/u/{stage.Token("sport", Maria)}", null);

        var page = await stage.App.Http.GetStringAsync($"/p/{stage.Token("news", Maria)}");

        Assert.Contains("<span>Acme’s news</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span>Garden</span>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Sport", page, StringComparison.Ordinal);
        Assert.DoesNotContain("For others only", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Maria, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unticking_a_list_leaves_it_with_evidence_and_a_second_time_changes_nothing()
    {
        await using var stage = await WithThreeListsAsync();
        (string, string)[] form = [("shown", "garden"), ("shown", "news"), ("shown", "sport"), ("list", "news"), ("list", "sport"), ("do", "save")];

        Assert.Contains("Your choices are saved.", await PostAsync(stage, form), StringComparison.Ordinal);
        var before = await stage.PrintAsync();
        await PostAsync(stage, form);

        Assert.Equal(before, await stage.PrintAsync());
        Assert.Equal((false, true, false), (await stage.HasLeftAsync("news", Maria), await stage.HasLeftAsync("garden", Maria), await stage.HasLeftAsync("sport", Maria)));
        var proof = Assert.Single(await EvidenceAsync(stage, "garden"));
        Assert.Equal((ConsentEventKind.Left, "preferences", "127.0.0.1", "spring"), (proof.Kind, proof.Source.Channel, proof.Source.Ip, proof.Campaign));
    }

    [Fact]
    public async Task One_button_leaves_them_all()
    {
        await using var stage = await WithThreeListsAsync();

        Assert.Contains("You are on none of our lists.", await PostAsync(stage, ("do", "leave-all")), StringComparison.Ordinal);

        foreach (var list in new[] { "news", "garden", "sport" })
            Assert.True(await stage.HasLeftAsync(list, Maria), list);
    }

    [Fact]
    public async Task How_often_language_and_a_consent_taken_back_are_kept_with_the_contact_and_in_evidence()
    {
        await using var stage = await PageStage.StartAsync();
        await stage.AddContactAsync("news", Maria, new { email = Maria, trackingConsent = "true" });

        var page = await PostAsync(stage, ("frequency", "monthly"), ("was-frequency", "all"), ("language", "it"), ("was-language", ""), ("was-trackingConsent", "true"));

        Assert.Contains("Le tue scelte sono salvate.", page, StringComparison.Ordinal);
        var contact = (await stage.App.GetAsync($"/api/accounts/acme/lists/news/contacts/{Maria}")).GetProperty("fields");
        Assert.Equal(("monthly", "it", "false"), (contact.GetProperty("frequency").GetString(), contact.GetProperty("language").GetString(), contact.GetProperty("trackingConsent").GetString()));
        var proof = Assert.Single(await EvidenceAsync(stage, "news"));
        Assert.Equal((ConsentEventKind.ChoiceMade, "preferences", 3), (proof.Kind, proof.Source.Channel, proof.Fields!.Count));
        Assert.DoesNotContain("trackingConsent", await stage.App.Http.GetStringAsync($"/p/{stage.Token("news", Maria)}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("application/x-www-form-urlencoded", "shown=news%00&shown=../x&list=%FF%FE&frequency=<b>&language=it%0d%0aX:1")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nleave-all\r\n--x--")]
    [InlineData("application/json", "{\"do\":\"leave-all\"}")]
    public async Task A_body_that_is_not_the_pages_changes_nothing(string type, string body)
    {
        await using var stage = await WithThreeListsAsync();
        var before = await stage.PrintAsync();

        using var content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var answer = await stage.App.Http.PostAsync($"/p/{stage.Token("news", Maria)}", content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, await stage.PrintAsync());
    }

    [Fact]
    public async Task A_body_without_end_is_not_read_to_its_end()
    {
        await using var stage = await WithThreeListsAsync();
        var before = await stage.PrintAsync();

        var answer = await stage.App.Http.PostAsync($"/p/{stage.Token("news", Maria)}", new ByteArrayContent(new byte[1_000_000]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before, await stage.PrintAsync());
    }

    [Fact]
    public async Task A_person_who_goes_by_the_clients_key_on_another_list_is_found_by_its_address()
    {
        await using var stage = await PageStage.StartAsync();
        await stage.AddContactAsync("news", Maria);
        await stage.App.PutAsync("/api/accounts/acme/lists/crm", new { title = "Clients", key = "fkey", buckets = 2 });
        await stage.App.PutAsync("/api/accounts/acme/lists/crm/contacts/C-17", new { fkey = "C-17", email = Maria });

        Assert.Contains("<span>Clients</span>", await stage.App.Http.GetStringAsync($"/p/{stage.Token("news", Maria)}"), StringComparison.Ordinal);
        await PostAsync(stage, ("shown", "crm"));

        var list = new ContactList { Account = "acme", Name = "crm", Buckets = 2 };
        Assert.True(await stage.App.Services.GetRequiredService<GoodbyeStore>().HasLeftAsync(list, ContactId.Of(KeyKind.Fkey, "C-17"), default));
    }

    private static async Task<PageStage> WithThreeListsAsync()
    {
        var stage = await PageStage.StartAsync();
        await stage.AddListAsync("garden", "Garden");
        await stage.AddListAsync("sport", "Sport");
        foreach (var list in new[] { "news", "garden", "sport" })
            await stage.AddContactAsync(list, Maria);
        return stage;
    }

    private static async Task<string> PostAsync(PageStage stage, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await stage.App.Http.PostAsync($"/p/{stage.Token("news", Maria)}", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<IReadOnlyList<ConsentEvent>> EvidenceAsync(PageStage stage, string list)
    {
        var entries = await stage.App.Services.GetRequiredService<EvidenceStore>().ReadAsync(
            new ContactList { Account = "acme", Name = list, Buckets = 2 }, ContactId.Of(KeyKind.Email, Maria), default);
        Assert.Empty(EvidenceChain.Verify(entries));
        return [.. entries.Select(e => e.Event)];
    }
}
