using System.Diagnostics;
using MailMaker.Benchmarks.Scale.Limits;
using MailMaker.Delivery;
using MailMaker.Embedded.Storage;
using MailMaker.Tests.Faults;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace MailMaker.Tests.Scale;

/// <summary>The real app over tables that have a storage account's limits, set so low that a small campaign meets them.</summary>
public sealed class ThrottledAppTests(ITestOutputHelper output)
{
    private const int Contacts = 3_000;
    private const string Account = "/api/accounts/acme";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Throttled_by_partition_and_account_a_campaign_asks_again_and_loses_nobody()
    {
        // 9,000 entities and more are asked for; the account gives 2,500 a second.
        var limits = new ServiceLimits { PartitionPerSecond = 1_000, AccountPerSecond = 2_500 };
        var free = await SendAsync(new ServiceLimits { PartitionPerSecond = 1e9, AccountPerSecond = 1e9 });

        var throttled = await SendAsync(limits);

        output.WriteLine($"{Contacts} contacts: {throttled.Refused} requests refused, {throttled.GivenUp} of them to the end.");
        Assert.Equal(0, free.Refused);
        Assert.True(throttled.Refused > 0, "No request was refused: the test says nothing.");
    }

    private static async Task<LimitedTables> SendAsync(ServiceLimits limits)
    {
        using var folder = new TemporaryFolder();
        var fronts = new LimitedFronts(limits, TimeProvider.System, seed: 1);
        EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).Fronts = fronts;
        await using var app = await RunningApp.StartAsync(folder.Path, builder =>
            builder.Services.AddSingleton<IEmailChannel>(s => new WatchedChannel(new NullChannel(s.GetRequiredService<TimeProvider>()))));
        var client = new PatientClient(() => app);
        await client.PutAsync(Account, new { senderAddress = "news@acme.example", senderName = "Acme" });
        await client.PutAsync(Account + "/lists/news", new { title = "News", key = "email", buckets = 8, caps = new[] { new { max = 1, per = "month" } } });
        await client.PutAsync(Account + "/templates/spring", new { subject = "Spring", html = "<p>Ciao</p>" });
        await client.PutAsync(Account + "/campaigns/spring", new { list = "news", template = "spring" });
        var file = "email\n" + string.Concat(Enumerable.Range(0, Contacts).Select(i => $"person{i}@example.com\n"));
        var import = await client.UploadAsync(Account + "/lists/news/imports?mode=incremental", file);
        await CompletedAsync(async () => (await client.GetAsync($"{Account}/imports/{import}")).GetProperty("state").GetString());

        await client.PostAsync(Account + "/campaigns/spring/launch");
        await CompletedAsync(async () => (await client.GetAsync(Account + "/campaigns/spring")).GetProperty("campaign").GetProperty("state").GetString());

        var status = await client.GetAsync(Account + "/campaigns/spring");
        Assert.Equal(Contacts, status.GetProperty("campaign").GetProperty("audience").GetInt32());
        Assert.Equal(Contacts, status.GetProperty("counts").GetProperty("sent").GetInt32());
        var accepted = ((WatchedChannel)app.Services.GetRequiredService<IEmailChannel>()).Accepted;
        Assert.Equal(Contacts, accepted.Select(m => m.Recipient).Distinct().Count());
        // Handed over again at most where a 503 kept a run from recording; then it is the same mail.
        Assert.All(accepted.GroupBy(m => m.Recipient), m => Assert.Single(m.Select(x => x.OperationId).Distinct()));
        return fronts.Tables!;
    }

    private static async Task CompletedAsync(Func<Task<string?>> state)
    {
        var watch = Stopwatch.StartNew();
        while (await state() is var now && now != "completed")
        {
            Assert.True(watch.Elapsed < Longest && now != "failed", $"It is {now} still.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
