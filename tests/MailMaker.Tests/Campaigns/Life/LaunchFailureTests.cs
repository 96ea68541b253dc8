using MailMaker.Accounts;
using MailMaker.Core.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

public sealed class LaunchFailureTests
{
    [Fact]
    public async Task A_launch_without_its_template_says_so_and_can_be_made_again()
    {
        await using var stage = await LifeStage.WithAsync(2);
        await stage.DefineAsync("spring", new { list = "news", template = "nothing" });

        var (status, body) = await stage.CallAsync("spring", "launch");

        Assert.Equal((400, "/template"), (status, body.GetProperty("errors")[0].GetProperty("pointer").GetString()));
        Assert.Equal("draft", await stage.StateAsync("spring"));
        await stage.DefineAsync("spring");
        await stage.DoAsync("spring", "launch");
        await stage.UntilAsync("spring", "completed");
        Assert.Equal(2, stage.Channel.Handed.Count);
    }

    [Fact]
    public async Task A_list_that_is_deleted_in_the_moment_of_the_launch_fails_it_with_a_reason_and_its_place()
    {
        await using var stage = await LifeStage.WithAsync(2);
        await stage.DefineAsync("spring", new { list = "news", template = "hello", schedule = new { at = "2099-01-01T00:00Z" } });
        var definitions = stage.App.Services.GetRequiredService<DefinitionStore>();
        var launched = new Campaign
        {
            Account = "acme", Name = "lost", List = "gone", Lists = [new("gone", 4)], Template = "hello", State = CampaignState.Planning, LaunchedAt = DateTimeOffset.UtcNow, Launches = 1,
        };
        await definitions.WriteAsync("acme", DefinitionKeys.Campaign("lost"), launched, null, default);

        await stage.DoAsync("lost", "launch");
        await stage.UntilAsync("lost", "failed");

        var campaign = (await stage.StatusAsync("lost")).GetProperty("campaign");
        Assert.Equal(("The list was deleted.", "/list"), (campaign.GetProperty("failure").GetString(), campaign.GetProperty("failurePointer").GetString()));
        Assert.Equal(400, (await stage.CallAsync("lost", "launch")).Status);
        await stage.App.PutAsync("/api/accounts/acme/lists/gone", new { title = "Back", buckets = 4, fields = new[] { new { name = "shoeSize" } } });
        await stage.DoAsync("lost", "launch");
        await stage.UntilAsync("lost", "completed");
    }
}
