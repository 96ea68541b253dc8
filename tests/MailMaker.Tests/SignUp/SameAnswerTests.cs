using System.Net;
using MailMaker.Core.Consent;
using MailMaker.Core.Suppressions;
using MailMaker.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.SignUp;

/// <summary>Whoever posts an address finds out nothing about whose it is.</summary>
public sealed class SameAnswerTests
{
    [Fact]
    public async Task New_pending_member_barred_gone_and_too_often_asked_addresses_are_answered_alike()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.ConfirmAsync(await stage.LinkForAsync("member@example.com"));
        await stage.ConfirmAsync(await stage.LinkForAsync("gone@example.com"));
        await stage.LeaveAsync("gone@example.com");
        await BarAsync(stage, "bounced@example.com", SuppressionReason.HardBounce);
        await BarAsync(stage, "angry@example.com", SuppressionReason.Complaint);
        await stage.LinkForAsync("pending@example.com");

        var answers = new HashSet<string>();
        foreach (var who in new[] { "new", "pending", "member", "gone", "bounced", "angry", "new" })
        {
            using var answer = await stage.PostAsync($"{who}@example.com");
            answers.Add(await PrintAsync(answer));
        }

        using var robot = await stage.Visitor.PostAsync(
            SignUpStage.Door, new FormUrlEncodedContent(SignUpStage.Filled("robot@example.com").Append(new("homepage", "http://spam.example"))));
        answers.Add(await PrintAsync(robot));
        Assert.Single(answers);

        await stage.SettleAsync();
        Assert.Empty(stage.Channel.To("bounced@example.com"));
        Assert.Empty(stage.Channel.To("angry@example.com"));
        Assert.Empty(stage.Channel.To("robot@example.com"));
        Assert.Single(stage.Channel.To("new@example.com"));
        Assert.Single(stage.Channel.To("pending@example.com"));
    }

    [Fact]
    public async Task Who_left_or_was_erased_may_ask_again_and_gets_a_link()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.ConfirmAsync(await stage.LinkForAsync("gone@example.com"));
        await stage.LeaveAsync("gone@example.com");
        stage.Clock.Advance(TimeSpan.FromHours(2));

        using (await stage.PostAsync("gone@example.com"))
            await stage.SettleAsync();

        Assert.Contains("/confirm/", stage.Channel.To("gone@example.com")[^1].Text, StringComparison.Ordinal);
        Assert.True(await stage.HasLeftAsync("gone@example.com"));
    }

    [Fact]
    public async Task Get_and_head_of_every_public_address_in_any_order_change_nothing()
    {
        await using var stage = await SignUpStage.StartAsync();
        var link = await stage.LinkForAsync("ada@example.com");
        var dead = link[..^4] + "AAAA";
        string[] paths = [link, dead, SignUpStage.Door, SignUpStage.Door + "/snippet", "/f/no.such.form", "/confirm/x"];
        var before = await stage.PrintAsync();

        for (var i = 0; i < 60; i++)
        {
            using var request = new HttpRequestMessage(i % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, paths[i * 7 % paths.Length]);
            using var answer = await stage.Visitor.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound);
        }

        Assert.Equal(before, await stage.PrintAsync());
        await stage.ConfirmAsync(link);
        Assert.NotNull(await stage.ContactAsync("ada@example.com"));
    }

    [Fact]
    public async Task Links_that_do_not_work_give_one_page_whatever_the_reason()
    {
        await using var stage = await SignUpStage.StartAsync();
        var link = await stage.LinkForAsync("ada@example.com");
        stage.Clock.Advance(TimeSpan.FromDays(8));

        var pages = new HashSet<string>();
        foreach (var path in new[] { link, link[..^1], link + "A", link[..^6] + "AAAAAA", "/confirm/x", "/confirm/" + new string('A', 50) })
        {
            using var shown = await stage.Visitor.GetAsync(path);
            using var pressed = await stage.Visitor.PostAsync(path, null);
            pages.Add(await PrintAsync(shown));
            pages.Add(await PrintAsync(pressed));
        }

        Assert.Single(pages);
        Assert.Empty(await stage.EvidenceAsync("ada@example.com"));
    }

    private static async Task<string> PrintAsync(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order();
        return $"{answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync()}";
    }

    private static Task<bool> BarAsync(SignUpStage stage, string address, SuppressionReason reason) => stage.App.Services.GetRequiredService<SuppressionDoor>().SuppressAsync(
        "acme", new Suppression(address, null, reason, stage.Clock.GetUtcNow(), "test"), new ConsentSource("bounce"), default);
}
