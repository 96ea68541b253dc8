namespace MailMaker.Tests.Campaigns.Life;

public sealed class LaunchAtOnceTests
{
    [Fact]
    public async Task Of_many_who_launch_at_once_nobody_sees_a_fault_and_everybody_gets_one_mail()
    {
        await using var stage = await LifeStage.WithAsync(20);
        for (var campaign = 0; campaign < 3; campaign++)
        {
            var name = $"spring-{campaign}";
            await stage.DefineAsync(name);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => stage.CallAsync(name, "launch"))));

            // Who comes when it is being sent already is told so.
            Assert.All(answers, a => Assert.True(a.Status is 202 or 409, a.Body.ToString()));
            Assert.Contains(answers, a => a.Status == 202);
            await stage.UntilAsync(name, "completed");
            Assert.Equal(20, stage.Channel.Handed.Count(h => h.Campaign == name));
        }
    }
}
