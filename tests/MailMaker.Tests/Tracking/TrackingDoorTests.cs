using System.Net;
using MailMaker.Core.Tracking;

namespace MailMaker.Tests.Tracking;

public sealed class TrackingDoorTests
{
    [Fact]
    public async Task The_pixel_is_a_picture_of_43_octets_that_nobody_keeps()
    {
        await using var stage = await TrackingStage.StartAsync();

        using var answer = await stage.VisitAsync(stage.Pixel("ada@example.com"));
        var picture = await answer.Content.ReadAsByteArrayAsync();

        Assert.Equal((HttpStatusCode.OK, "image/gif", 43L), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), answer.Content.Headers.ContentLength));
        Assert.Equal("GIF89a"u8.ToArray(), picture[..6]);
        Assert.Equal((1, 1, 0x3B), (BitConverter.ToUInt16(picture, 6), BitConverter.ToUInt16(picture, 8), picture[^1]));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(new ItemTotals(1, 0, 1, 0), (await stage.TotalsAsync()).Opens);
    }

    [Fact]
    public async Task A_link_leads_to_the_campaigns_own_target_and_never_to_anything_from_the_address()
    {
        await using var stage = await TrackingStage.StartAsync();
        var link = stage.Link("ada@example.com", 0);

        foreach (var path in new[] { link, link + "?url=https://evil.example/&to=//evil.example" })
        {
            using var answer = await stage.VisitAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, TrackingStage.Links[0]), (answer.StatusCode, answer.Headers.Location?.OriginalString));
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.True(answer.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task What_is_none_of_ours_gets_the_one_page_to_the_octet_at_both_doors()
    {
        await using var stage = await TrackingStage.StartAsync();
        var good = stage.Token("ada@example.com");
        var bad = good[..^5] + (good[^5] == 'a' ? 'b' : 'a') + good[^4..];
        string[] paths =
        [
            $"/o/{bad}.gif", "/o/x.gif", $"/o/{good[1..]}.gif", $"/o/{stage.Token("ada@example.com", "never-sent")}.gif", $"/o/{stage.Token("ada@example.com", "never-sent", "others")}.gif",
            $"/c/{bad}/0", "/c/x/0", $"/c/{good}/2", $"/c/{good}/3", $"/c/{good}/-1", $"/c/{good}/%2b1", $"/c/{good}/https%3A%2F%2Fevil.example", $"/c/{good}/99999999999999999999", "/u/nonsense",
        ];

        var answers = new HashSet<string>();
        foreach (var path in paths)
        {
            using var answer = await stage.VisitAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, path);
            answers.Add(string.Join('\n', answer.Headers.Where(h => h.Key != "Date").Select(h => $"{h.Key}: {string.Join(',', h.Value)}")) + await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(answers);
        Assert.Equal((default, default), ((await stage.TotalsAsync()).Opens, (await stage.TotalsAsync()).Clicks));
    }

    [Fact]
    public async Task Asking_for_the_head_leaves_no_trace()
    {
        await using var stage = await TrackingStage.StartAsync();

        using var pixel = await stage.VisitAsync(stage.Pixel("ada@example.com"), method: HttpMethod.Head);
        using var link = await stage.VisitAsync(stage.Link("ada@example.com", 1), method: HttpMethod.Head);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (pixel.StatusCode, link.StatusCode));
        Assert.Equal("http://shop.example/", link.Headers.Location?.OriginalString);
        Assert.Empty((await stage.OfAsync("ada@example.com")).Items);
    }

    [Fact]
    public async Task Who_sees_a_link_can_not_leave_in_the_recipients_name()
    {
        await using var stage = await TrackingStage.StartAsync();

        using var answer = await stage.Visitor.PostAsync($"/u/{stage.Token("ada@example.com")}", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("subscribed", (await stage.RecordAsync("ada@example.com")).GetProperty("status").GetString());
    }
}
