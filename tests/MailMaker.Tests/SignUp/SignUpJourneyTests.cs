using System.Net;
using System.Text;
using System.Text.Json;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;

namespace MailMaker.Tests.SignUp;

/// <summary>From the form to the contact and back.</summary>
public sealed class SignUpJourneyTests
{
    [Fact]
    public async Task Who_confirms_becomes_a_contact_with_evidence_of_both_moments_and_of_the_text()
    {
        await using var stage = await SignUpStage.StartAsync();
        stage.Visitor.DefaultRequestHeaders.UserAgent.ParseAdd("Browser/1.0");
        var fields = SignUpStage.Filled("ada@example.com");
        fields["consent-tracking"] = "yes";
        using (var answer = await stage.Visitor.PostAsync(SignUpStage.Door, new FormUrlEncodedContent(fields)))
            Assert.Contains("Controlla la tua posta.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stage.SettleAsync();

        var mail = Assert.Single(stage.Channel.To("ada@example.com"));
        Assert.Null(await stage.ContactAsync("ada@example.com"));
        Assert.Equal("Conferma l’iscrizione a Novità", mail.Subject);
        Assert.Contains("Via Roma 1, 47121 Forlì", mail.Text, StringComparison.Ordinal);
        Assert.Contains(mail.Headers, h => h is { Key: "Auto-Submitted", Value: "auto-generated" });
        Assert.Null(mail.ListUnsubscribeUrl);

        stage.Clock.Advance(TimeSpan.FromHours(5));
        await stage.ConfirmAsync(SignUpStage.LinkIn(mail));

        var contact = await stage.ContactAsync("ada@example.com");
        Assert.Equal("Ada", FieldsJson.ValueOf(contact!.Fields, BuiltInFields.FirstName));
        Assert.Equal("true", FieldsJson.ValueOf(contact.Fields, BuiltInFields.TrackingConsent));
        Assert.Equal("it", FieldsJson.ValueOf(contact.Fields, BuiltInFields.Language));
        var chain = await stage.EvidenceAsync("ada@example.com");
        Assert.Empty(EvidenceChain.Verify(chain));
        var proof = Assert.Single(chain).Event;
        Assert.Equal((ConsentEventKind.Confirmed, "footer", 1), (proof.Kind, proof.Form, proof.TextVersion!.Value));
        Assert.Equal("consent-email=yes: Accetto di ricevere la newsletter.\nconsent-tracking=yes: Accetto la misurazione.", proof.Text);
        Assert.InRange(proof.At - proof.RequestedAt!.Value, TimeSpan.FromHours(5), TimeSpan.FromHours(5.1));
        Assert.Equal(("form", "127.0.0.1", "Browser/1.0"), (proof.Source.Channel, proof.Source.Ip, proof.Source.UserAgent));
        Assert.Equal(("127.0.0.1", "Browser/1.0"), (proof.RequestedFrom!.Ip, proof.RequestedFrom.UserAgent));
    }

    [Fact]
    public async Task A_second_click_changes_nothing_and_is_answered_alike()
    {
        await using var stage = await SignUpStage.StartAsync();
        var link = await stage.LinkForAsync("ada@example.com");
        using var first = await stage.Visitor.PostAsync(link, null);
        var before = await stage.PrintAsync();

        using var second = await stage.Visitor.PostAsync(link, null);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(before, await stage.PrintAsync());
    }

    [Fact]
    public async Task An_old_link_does_not_bring_back_who_has_left_since_but_a_new_one_does()
    {
        await using var stage = await SignUpStage.StartAsync();
        var link = await stage.LinkForAsync("ada@example.com");
        await stage.ConfirmAsync(link);
        await stage.LeaveAsync("ada@example.com");

        await stage.ConfirmAsync(link);
        Assert.True(await stage.HasLeftAsync("ada@example.com"));

        stage.Clock.Advance(TimeSpan.FromHours(2));
        var again = await NewLinkAsync(stage, "ada@example.com", mails: 2);
        Assert.True(await stage.HasLeftAsync("ada@example.com"));
        await stage.ConfirmAsync(again);
        Assert.False(await stage.HasLeftAsync("ada@example.com"));
        Assert.Equal(
            [ConsentEventKind.Confirmed, ConsentEventKind.Left, ConsentEventKind.Confirmed], (await stage.EvidenceAsync("ada@example.com")).Select(e => e.Event.Kind));
    }

    [Fact]
    public async Task A_link_works_until_it_expires_and_what_was_posted_is_swept_then()
    {
        await using var stage = await SignUpStage.StartAsync();
        var link = await stage.LinkForAsync("ada@example.com");

        stage.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(2));
        using (var late = await stage.Visitor.PostAsync(link, null))
            Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Null(await stage.ContactAsync("ada@example.com"));

        stage.Clock.Advance(TimeSpan.FromDays(1));
        var sweep = (MailMaker.SignUp.PendingStore)stage.App.Services.GetService(typeof(MailMaker.SignUp.PendingStore))!;
        Assert.Equal(1, await sweep.SweepAsync(stage.Clock.GetUtcNow(), default));
        Assert.Equal(0, await sweep.SweepAsync(stage.Clock.GetUtcNow(), default));
    }

    [Fact]
    public async Task A_member_is_told_that_it_is_one_and_its_link_is_none()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.ConfirmAsync(await stage.LinkForAsync("ada@example.com"));
        stage.Clock.Advance(TimeSpan.FromHours(2));

        using (await stage.PostAsync("ADA@example.com"))
            await stage.SettleAsync();

        var mail = stage.Channel.To("ada@example.com")[^1];
        Assert.Equal(2, stage.Channel.To("ada@example.com").Count);
        Assert.Equal("Ricevi già Novità", mail.Subject);
        Assert.DoesNotContain("/confirm/", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_that_grants_more_confirms_it_first()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.ConfirmAsync(await stage.LinkForAsync("ada@example.com"));
        stage.Clock.Advance(TimeSpan.FromHours(2));
        var fields = SignUpStage.Filled("ada@example.com", "Ada Maria");
        fields["consent-tracking"] = "yes";

        using (await stage.Visitor.PostAsync(SignUpStage.Door, new FormUrlEncodedContent(fields)))
            await stage.SettleAsync();
        Assert.Null(FieldsJson.ValueOf((await stage.ContactAsync("ada@example.com"))!.Fields, BuiltInFields.TrackingConsent));
        await stage.ConfirmAsync(SignUpStage.LinkIn(stage.Channel.To("ada@example.com")[^1]));

        var contact = await stage.ContactAsync("ada@example.com");
        Assert.Equal("true", FieldsJson.ValueOf(contact!.Fields, BuiltInFields.TrackingConsent));
        Assert.Equal("Ada Maria", FieldsJson.ValueOf(contact.Fields, BuiltInFields.FirstName));
    }

    [Fact]
    public async Task A_channel_that_fails_for_now_gets_the_same_mail_later()
    {
        await using var stage = await SignUpStage.StartAsync();
        stage.Channel.Failures = 1;

        using (await stage.PostAsync("ada@example.com"))
        {
        }

        await Support.Eventually.HoldsAsync(() => Task.FromResult(stage.Channel.HandOvers == 1));
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.SettleAsync();
        await Support.Eventually.HoldsAsync(() => Task.FromResult(stage.Channel.To("ada@example.com").Count == 1));
    }

    [Fact]
    public async Task Json_is_taken_and_answered_as_json()
    {
        await using var stage = await SignUpStage.StartAsync();
        using var body = new StringContent(JsonSerializer.Serialize(SignUpStage.Filled("ada@example.com", lang: "ko")), Encoding.UTF8, "application/json");

        using var answer = await stage.Visitor.PostAsync(SignUpStage.Door, body);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal("pending", json.RootElement.GetProperty("status").GetString());
        await stage.SettleAsync();
        Assert.Equal("Novità 구독을 확인해 주세요", Assert.Single(stage.Channel.To("ada@example.com")).Subject);
    }

    [Fact]
    public async Task On_a_list_keyed_by_foreign_key_the_contact_with_the_address_is_confirmed()
    {
        await using var stage = await SignUpStage.StartAsync(list: SignUpStage.List(key: "fkey"));
        await stage.App.PutAsync("/api/accounts/acme/lists/news/contacts/C-17", new { email = "ada@example.com", consent = false });

        await stage.ConfirmAsync(await stage.LinkForAsync("ada@example.com"));
        await stage.ConfirmAsync(await stage.LinkForAsync("new@example.com"));

        var contact = await stage.App.GetAsync("/api/accounts/acme/lists/news/contacts/C-17");
        Assert.Contains("\"consent\":\"true\"", contact.GetRawText(), StringComparison.Ordinal);
        Assert.NotNull(await stage.ContactAsync("new@example.com"));
        Assert.Null(await stage.ContactAsync("ada@example.com"));
    }

    private static async Task<string> NewLinkAsync(SignUpStage stage, string email, int mails)
    {
        using (await stage.PostAsync(email))
            await stage.SettleAsync();
        Assert.Equal(mails, stage.Channel.To(email).Count);
        return SignUpStage.LinkIn(stage.Channel.To(email)[^1]);
    }
}
