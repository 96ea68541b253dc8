using MailMaker.Http;
using System.Net;
using MailMaker.SignUp;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.SignUp;

/// <summary>Sign-up bombing: an address gets one mail an hour and three a day, a place posts so often and no more.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task One_mail_an_hour_and_three_a_day_over_all_forms_lists_and_accounts()
    {
        await using var stage = await SignUpStage.StartAsync();
        await stage.App.PutAsync("/api/accounts/other", new { senderAddress = "hello@other.example" });
        await stage.App.PutAsync("/api/accounts/other/lists/club", SignUpStage.List());
        await stage.App.PutAsync("/api/accounts/other/lists/club/forms/top", SignUpStage.Form());

        var mails = new List<int>();
        for (var hour = 0; hour < 26; hour++)
        {
            // Many at once, on two doors and in several spellings: the row's ETag lets one through.
            var posts = Enumerable.Range(0, 6).Select(i => stage.PostAsync(i % 2 == 0 ? "victim@gmail.com" : "Vic.Tim+x@gmail.com", i % 3 == 0 ? "/f/other.club.top" : SignUpStage.Door));
            foreach (var answer in await Task.WhenAll(posts))
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                answer.Dispose();
            }

            await stage.SettleAsync();
            mails.Add(stage.Channel.To("victim@gmail.com").Count + stage.Channel.To("vic.tim+x@gmail.com").Count);
            stage.Clock.Advance(TimeSpan.FromMinutes(60.5));
        }

        Assert.Equal([1, 2, 3, 3, 3], mails.Take(5));
        Assert.Equal([3, 4, 5], mails.Skip(23));
    }

    [Fact]
    public async Task Of_many_takers_at_once_one_gets_the_mail()
    {
        await using var stage = await SignUpStage.StartAsync();
        var allowances = stage.App.Services.GetRequiredService<AllowanceStore>();

        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => allowances.TakeAsync("a@example.com", Guid.NewGuid(), default))));

        Assert.Single(taken, t => t);
    }

    [Fact]
    public async Task Too_many_posts_from_one_place_are_told_so()
    {
        await using var stage = await SignUpStage.StartAsync(settings: new() { ["SignUp:PostsPerIp"] = "3" });
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await stage.PostAsync($"p{i}@example.com");
            answers.Add(answer.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests], answers);
        stage.Clock.Advance(TimeSpan.FromMinutes(20));
        using var later = await stage.PostAsync("later@example.com");
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Theory]
    [InlineData(0, "203.0.113.9", "10.0.0.1")]
    [InlineData(1, "203.0.113.9", "203.0.113.9")]
    [InlineData(1, "1.1.1.1, 203.0.113.9", "203.0.113.9")]
    [InlineData(2, "1.1.1.1, 203.0.113.9:5123, 10.0.0.7", "203.0.113.9")]
    [InlineData(2, "203.0.113.9", "10.0.0.1")]
    [InlineData(1, "rubbish", "10.0.0.1")]
    [InlineData(1, "[2001:db8::5]:443", "2001:db8::5")]
    public void A_client_is_seen_through_as_many_proxies_as_are_trusted(int hops, string forwarded, string expected)
    {
        var request = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("10.0.0.1") } }.Request;
        request.Headers["X-Forwarded-For"] = forwarded;
        var clients = new ClientAddress(new ConfigurationBuilder().AddInMemoryCollection([new("Proxies:TrustedHops", $"{hops}")]).Build());

        Assert.Equal(expected, clients.Of(request)?.ToString());
    }

    [Fact]
    public void An_IPv6_household_is_one_place()
    {
        Assert.Equal(ClientAddress.CountedAs(IPAddress.Parse("2001:db8:1:2::1")), ClientAddress.CountedAs(IPAddress.Parse("2001:db8:1:2:ffff::9")));
        Assert.NotEqual(ClientAddress.CountedAs(IPAddress.Parse("2001:db8:1:2::1")), ClientAddress.CountedAs(IPAddress.Parse("2001:db8:1:3::1")));
    }
}
