using System.Net;
using System.Text.RegularExpressions;
using MailMaker.Core.Consent;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;

namespace MailMaker.Tests.Inbound;

/// <summary>Mails that come back, through the folder of the mail gateway and the whole app.</summary>
public sealed class InboundMailTests
{
    private const string Ada = "ada@example.com";
    private const string Bob = "bob@example.com";
    private const string NoSuchUser = "550 5.1.1 <x>: Recipient address rejected: User unknown in virtual mailbox table";

    [Fact]
    public async Task A_mail_shows_where_it_can_come_back_to()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        var mail = (await stage.SendAsync("spring"))[Ada];
        Assert.Matches("^bounce\\+[a-z2-7]{55}@in\\.example\\.com$", mail.ReturnPath);
        Assert.True(mail.ReturnPath.IndexOf('@', StringComparison.Ordinal) <= 64);
        Assert.Equal("spring:news:acme:mailmaker", mail.FeedbackId);
        Assert.StartsWith("http://", mail.WaysOut[0], StringComparison.Ordinal);
        Assert.Matches("^mailto:unsubscribe@in\\.example\\.com\\?subject=unsubscribe%20[A-Za-z0-9_-]{60,}$", mail.WaysOut[1]);
        Assert.EndsWith(mail.WaysOut[0][^60..], mail.WaysOut[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_address_is_suppressed_once_and_the_same_mail_again_changes_nothing()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.AddAsync(Bob);
        var bounce = (await stage.SendAsync("spring"))[Ada].Bounce("5.1.1", NoSuchUser);
        await stage.ReceiveAsync(bounce);
        Assert.Equal(SuppressionReason.HardBounce, (await stage.SuppressionAsync(Ada))?.Reason);
        Assert.Contains(await stage.EvidenceAsync(Ada), e => e is { Kind: ConsentEventKind.Suppressed, Source.Channel: "bounce" });
        Assert.Equal(1, (await stage.CountsAsync())["hard"]);
        Assert.Equal([Bob], (await stage.SendAsync("summer")).Keys);
        Assert.Equal(1, await stage.DroppedAsync("summer", "suppressed"));

        // Somebody knows better and lifts it; the same mail under another name is the same mail.
        await stage.Get<SuppressionDoor>().LiftAsync("acme", null, Ada, "mistaken", DateTimeOffset.UtcNow, new ConsentSource("api"), default);
        await stage.ReceiveAsync(bounce, "again.eml");
        Assert.Null(await stage.SuppressionAsync(Ada));
        Assert.Equal(1, (await stage.CountsAsync())["hard"]);
    }

    [Fact]
    public async Task A_block_counts_for_the_operator_and_suppresses_nobody()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.ReceiveAsync((await stage.SendAsync("spring"))[Ada].Bounce(
            "5.7.1", "550 5.7.1 Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent, this message has been blocked."));
        Assert.Equal(1, (await stage.CountsAsync())["block"]);
        Assert.Null(await stage.SuppressionAsync(Ada));
    }

    [Fact]
    public async Task A_complaint_leaves_the_list_and_suppresses_the_address()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.ReceiveAsync((await stage.SendAsync("spring"))[Ada].Complaint());
        Assert.Equal((GoodbyeReason.Complaint, "spring"), (await stage.GoodbyeAsync(Ada) is { } said ? said.Reason : default, (await stage.GoodbyeAsync(Ada))?.Campaign));
        Assert.Equal(SuppressionReason.Complaint, (await stage.SuppressionAsync(Ada))?.Reason);
        Assert.Contains(await stage.EvidenceAsync(Ada), e => e is { Kind: ConsentEventKind.Left, Source.Channel: "arf" });
        Assert.Equal(1, (await stage.CountsAsync())["complaint"]);
    }

    [Fact]
    public async Task Who_follows_the_mailto_leaves_whatever_address_they_write_from()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.ReceiveAsync((await stage.SendAsync("spring"))[Ada].Unsubscribe());
        Assert.Equal(GoodbyeReason.Mailto, (await stage.GoodbyeAsync(Ada))?.Reason);
        Assert.Null(await stage.SuppressionAsync(Ada));
        Assert.Equal(1, (await stage.CountsAsync())["unsubscribe"]);
        Assert.Empty(await stage.SendAsync("summer"));
    }

    [Fact]
    public async Task Who_writes_to_the_abuse_mailbox_leaves_if_written_to_lately()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.SendAsync("spring");
        await stage.AddAsync(Bob);
        await stage.ReceiveAsync(SentMail.Annoyed(Ada));
        await stage.ReceiveAsync(SentMail.Annoyed(Bob), "bob.eml");
        Assert.Equal(GoodbyeReason.AbuseMailbox, (await stage.GoodbyeAsync(Ada))?.Reason);
        Assert.Null(await stage.GoodbyeAsync(Bob));
        Assert.Equal(["notWrittenTo"], (await stage.ReviewAsync()).Select(r => r.Reason));
    }

    [Fact]
    public async Task An_automatic_answer_is_counted_and_changes_nothing()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.ReceiveAsync((await stage.SendAsync("spring"))[Ada].OutOfOffice());
        Assert.Equal(1, (await stage.CountsAsync())["autoReply"]);
        Assert.Null(await stage.GoodbyeAsync(Ada));
        Assert.Null(await stage.SuppressionAsync(Ada));
        Assert.Empty(await stage.ReviewAsync());
    }

    [Fact]
    public async Task A_made_up_bounce_of_somebody_not_written_to_waits_for_a_person()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.AddAsync(Ada);
        await stage.AddAsync(Bob);
        var mail = (await stage.SendAsync("spring"))[Ada];
        const string Stranger = "stranger@example.org";
        var forged = Regex.Replace(mail.ReturnPath, "\\+(.)", m => m.Groups[1].Value == "a" ? "+b" : "+a");
        await stage.ReceiveAsync(mail.Bounce("5.1.1", NoSuchUser, forged, Stranger));
        Assert.Null(await stage.SuppressionAsync(Stranger));
        var waiting = Assert.Single(await stage.ReviewAsync());
        Assert.Equal("notWrittenTo", waiting.Reason);
        Assert.Equal(1, (await stage.CountsAsync(null))["unknown"]);

        using (var retried = await stage.App.Http.PostAsync($"/api/inbound/review/{waiting.Id}/retry", null))
            Assert.Contains("notWrittenTo", await retried.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stage.AddAsync(Stranger);
        await stage.SendAsync("summer");
        using (var retried = await stage.App.Http.PostAsync($"/api/inbound/review/{waiting.Id}/retry", null))
            Assert.Contains("\"hard\"", await retried.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(SuppressionReason.HardBounce, (await stage.SuppressionAsync(Stranger))?.Reason);
        Assert.Empty(await stage.ReviewAsync());
        using var gone = await stage.App.Http.DeleteAsync($"/api/inbound/review/{waiting.Id}");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task A_signed_mark_reaches_its_own_account_and_an_address_alone_none_of_two()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.DefineAsync("other");
        foreach (var account in new[] { "acme", "other" })
            await stage.AddAsync(Ada, account);
        var mail = (await stage.SendAsync("spring"))[Ada];
        await stage.SendAsync("spring", "other");
        await stage.ReceiveAsync(SentMail.Annoyed(Ada));
        Assert.Equal("severalAccounts", Assert.Single(await stage.ReviewAsync()).Reason);
        await stage.ReceiveAsync(mail.Bounce("5.1.1", NoSuchUser), "bounce.eml");
        Assert.Equal(SuppressionReason.HardBounce, (await stage.SuppressionAsync(Ada))?.Reason);
        Assert.Null(await stage.SuppressionAsync(Ada, "other"));
        Assert.Null(await stage.GoodbyeAsync(Ada, "other"));
    }

    [Fact]
    public async Task What_nobody_understands_waits_and_can_be_removed()
    {
        await using var stage = await InboundStage.OpenAsync();
        await stage.ReceiveAsync("From: someone@example.com\r\nTo: somebody@in.example.com\r\nSubject: Hello\r\n\r\nHow are you?\r\n");
        await stage.ReceiveAsync(new string('x', 11 << 20), "huge.eml");
        var waiting = await stage.ReviewAsync();
        Assert.Equal(["notUnderstood", "tooLarge"], waiting.Select(w => w.Reason).Order());
        foreach (var (id, _) in waiting)
        {
            using var removed = await stage.App.Http.DeleteAsync($"/api/inbound/review/{id}");
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        }

        Assert.Empty(await stage.ReviewAsync());
    }
}
