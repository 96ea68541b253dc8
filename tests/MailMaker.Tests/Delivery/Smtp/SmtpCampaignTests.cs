using System.Collections.Concurrent;
using System.Net;
using MailMaker.Core.Campaigns;
using MailMaker.Delivery;
using MailMaker.Delivery.Smtp;
using MailMaker.Tests.Campaigns;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Delivery.Smtp;

/// <summary>Campaigns over a relay that fails: nothing ends early, nothing is skipped, everybody has one outcome.</summary>
public sealed class SmtpCampaignTests
{
    private static readonly FakeAct[] Faults =
    [
        FakeAct.Say("451 4.3.0 not now"), FakeAct.Say("550 5.7.1 no"), FakeAct.Disconnect, FakeAct.Stall, FakeAct.Say("what?"), FakeAct.SayAndClose("421 4.3.2 closing"),
        FakeAct.Say("454 4.7.0 temporary"), FakeAct.Drip,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_relay_does_everybody_has_one_final_outcome_and_the_ledger_sums(int seed)
    {
        const int People = 150;
        var random = new Random(seed);
        await using var rig = new SmtpRig(s => s.Script = (step, _, _) =>
        {
            lock (random)
                return random.Next(40) > 0 ? FakeAct.Proceed : step == FakeStep.End && random.Next(2) == 0 ? FakeAct.TakeAndVanish : Faults[random.Next(Faults.Length)];
        });
        await using var stage = await CampaignStage.WithAsync(People);
        stage.Channel.Through = rig.Channel;
        await stage.LaunchAsync("spring");

        LedgerCounts counts;
        var rounds = 0;
        do
        {
            await stage.WorkAsync(workers: 2);
            counts = await stage.CountsAsync("spring");
            Assert.Equal((People, People), (counts.Audience, counts.Open + counts.Sent + counts[Outcome.GaveUp] + counts[Outcome.ChannelRefused]));
            stage.Clock.Advance(TimeSpan.FromHours(1.1));
            rig.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        while (counts.Open > 0 && ++rounds < 10);

        Assert.Equal(0, counts.Open);
        var taken = rig.Server.Taken.GroupBy(t => t.Recipient).ToList();
        Assert.InRange(counts.Sent, People / 2, taken.Count);
        Assert.Equal(stage.Channel.Handed.Count, counts.Sent);
        Assert.Subset(taken.Select(t => t.Key).ToHashSet(), stage.Channel.Handed.Select(h => h.Address).ToHashSet());
        // Twice is counted, and can be told by whoever gets both.
        Assert.InRange(taken.Sum(t => t.Count() - 1), 0, rig.Log.Lines.Count(l => l.Contains("is not known", StringComparison.Ordinal)));
        Assert.All(taken, t => Assert.Single(t.Select(m => m.Header("Message-ID")).Distinct()));
    }

    // Half a minute of real time: the whole app waits for the second tries as it would for anybody.
    [Fact]
    public async Task A_campaign_is_completed_only_when_the_last_second_try_went_out()
    {
        const int People = 60;
        var (ends, lost) = (0, 0);
        var failed = new ConcurrentDictionary<string, bool>();
        // Breaks lie apart, or the channel would leave the relay alone; nobody fails twice, for the next try but one is minutes away.
        await using var server = FakeSmtpServer.Start(s => s.Script = (step, _, line) => step switch
        {
            FakeStep.Rcpt when line.Contains("3@", StringComparison.Ordinal) && failed.TryAdd(line, true) => FakeAct.Say("450 4.2.0 greylisted"),
            FakeStep.End when Interlocked.Increment(ref ends) % 6 == 0 && failed.TryAdd(line, true) && Interlocked.Increment(ref lost) > 0 => FakeAct.TakeAndVanish,
            FakeStep.End when ends % 6 == 3 && failed.TryAdd(line, true) => FakeAct.Disconnect,
            _ => FakeAct.Proceed,
        });
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path, b => b.Services.AddSingleton<IEmailChannel>(s =>
            ActivatorUtilities.CreateInstance<SmtpChannel>(s, new SmtpSettings { Host = "127.0.0.1", Port = server.Port })));
        await LaunchAsync(app, People);

        var looks = 0;
        await Eventually.HoldsAsync(async () =>
        {
            var status = await app.GetAsync("/api/accounts/acme/campaigns/spring");
            var state = status.GetProperty("campaign").GetProperty("state").GetString();
            var sent = status.GetProperty("counts").GetProperty("sent").GetInt32();
            looks += state == "sending" && sent is > 0 and < People ? 1 : 0;
            Assert.True(state != "completed" || sent == People, status.GetRawText());
            return state == "completed";
        });

        Assert.True(looks > 0 && lost > 0);
        Assert.Equal(People, server.Taken.Select(t => t.Recipient).Distinct().Count());
        Assert.Equal(People + lost, server.Taken.Count);
    }

    private static async Task LaunchAsync(RunningApp app, int people)
    {
        await app.PutAsync("/api/accounts/acme", new { senderAddress = "news@acme.example" });
        await app.PutAsync("/api/accounts/acme/lists/news", new { buckets = 4 });
        await app.PutAsync("/api/accounts/acme/templates/hello", new { subject = "Ciao", html = "<p>Ciao</p>" });
        await app.PutAsync("/api/accounts/acme/campaigns/spring", new { list = "news", template = "hello" });
        for (var i = 0; i < people; i++)
            await app.PutAsync($"/api/accounts/acme/lists/news/contacts/p{i}@example.com", new { email = $"p{i}@example.com" });
        using var launch = await app.Http.PostAsync("/api/accounts/acme/campaigns/spring/launch", null);
        Assert.Equal(HttpStatusCode.Accepted, launch.StatusCode);
    }
}
