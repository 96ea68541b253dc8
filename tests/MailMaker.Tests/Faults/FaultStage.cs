using System.Diagnostics;
using System.Globalization;
using MailMaker.Delivery;
using MailMaker.Embedded.Storage;
using MailMaker.Tests.Support;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Tests.Faults;

/// <summary>
/// The whole app, with faults in its services, while a file comes in, two campaigns race for the same contacts under a cap, and people leave. Its clients ask again where
/// they got no answer, and nothing else helps it.
/// </summary>
internal sealed class FaultStage : IAsyncDisposable
{
    /// <summary>The most mails that a contact may get.</summary>
    public const int Cap = 1;

    public const string Account = "/api/accounts/acme";

    private const string List = Account + "/lists/news";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder folder;
    private readonly FaultPlan plan;
    private readonly Random random;
    private readonly Action<FunctionsApplicationBuilder> configure;
    private readonly Dictionary<string, long> left = [];
    private TimeSpan takes;
    private RunningApp? app;

    private FaultStage(FaultPlan plan, int seed, TemporaryFolder? folder, Action<FunctionsApplicationBuilder>? configure)
    {
        (this.plan, this.folder, random) = (plan, folder ?? new TemporaryFolder(), new Random(seed));
        this.configure = configure ?? (_ => { });
        Client = new PatientClient(() => app);
        Names = Enumerable.Range(0, 240).ToDictionary(i => string.Create(CultureInfo.InvariantCulture, $"person{i:D4}@example.com"), i => "Name" + i, StringComparer.Ordinal);
    }

    public PatientClient Client { get; }

    /// <summary>Every contact's name, as the file says.</summary>
    public IReadOnlyDictionary<string, string> Names { get; }

    /// <summary>When each contact was told that it had left.</summary>
    public IReadOnlyDictionary<string, long> Left => left;

    /// <summary>The campaigns.</summary>
    public IReadOnlyList<string> Campaigns { get; } = ["a", "b"];

    /// <summary>What was handed over.</summary>
    public List<SeenHandOver> HandedOver { get; } = [];

    /// <summary>The mails in the outbox, by operation id.</summary>
    public IEnumerable<Guid> Outbox =>
        Directory.EnumerateFiles(Path.Combine(folder.Path, "outbox"), "*.eml", SearchOption.AllDirectories).Select(f => Guid.Parse(Path.GetFileNameWithoutExtension(f)));

    /// <summary>Launches that had to be repeated because the campaign had failed, and imports likewise.</summary>
    public int Failures { get; private set; }

    public static async Task<FaultStage> StartAsync(
        FaultPlan plan, int seed, TemporaryFolder? folder = null, Action<FunctionsApplicationBuilder>? configure = null, string per = "month", TimeSpan takes = default)
    {
        var stage = new FaultStage(plan, seed, folder, configure) { takes = takes };
        await stage.StartAppAsync();
        await stage.Client.PutAsync(Account, new { senderAddress = "news@acme.example", senderName = "Acme" });
        await stage.Client.PutAsync(List, new { title = "News", key = "email", buckets = 4, timeZone = "Europe/Rome", caps = new[] { new { max = Cap, per, whenCapped = "drop" } } });
        foreach (var campaign in stage.Campaigns)
        {
            await stage.Client.PutAsync($"{Account}/templates/{campaign}", new { subject = campaign, html = "<p>Ciao {{firstName}}</p>" });
            await stage.Client.PutAsync($"{Account}/campaigns/{campaign}", new { list = "news", template = campaign });
        }

        return stage;
    }

    /// <summary>Stops the app, as an operator does, and starts it again on the same folder.</summary>
    public async Task RestartAsync()
    {
        await StopAppAsync();
        await StartAppAsync();
    }

    /// <summary>A file, two campaigns and goodbyes, from beginning to end, while faults strike.</summary>
    /// <param name="meanwhile">What else happens while the campaigns run.</param>
    public async Task RunAsync(Func<Task>? meanwhile = null)
    {
        plan.IsOn = true;
        await ImportAsync();
        await Task.WhenAll(Campaigns.Select(LaunchAsync));
        await Task.WhenAll(LeaveAsync(), meanwhile?.Invoke() ?? Task.CompletedTask);
        foreach (var campaign in Campaigns)
            await CompletedAsync(campaign);
        plan.IsOn = false;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAppAsync();
        folder.Dispose();
    }

    /// <summary>Imports the file; one whose import failed is sent again, as its report says.</summary>
    public async Task ImportAsync()
    {
        var file = "email,nome\n" + string.Concat(Names.Select(n => $"{n.Key},{n.Value}\n"));
        while (await EndAsync(await Client.UploadAsync(List + "/imports?mode=incremental", file)) != "completed")
            Failures++;
    }

    /// <summary>Waits until a campaign is completed; one that failed is launched again, as its failure says.</summary>
    public async Task CompletedAsync(string campaign)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var status = await Client.GetAsync($"{Account}/campaigns/{campaign}");
            var state = status.GetProperty("campaign").GetProperty("state").GetString();
            if (state == "completed")
                return;
            if (state == "failed")
            {
                Failures++;
                await LaunchAsync(campaign);
            }

            Assert.True(watch.Elapsed < Longest, $"{campaign} is {state} still: {status.GetProperty("counts").GetRawText()}");
            await Task.Delay(Look);
        }
    }

    public Task LaunchAsync(string campaign) => Client.PostAsync($"{Account}/campaigns/{campaign}/launch");

    private async Task LeaveAsync()
    {
        for (var i = 0; i < 20; i++)
        {
            var recipient = Names.Keys.ElementAt(random.Next(Names.Count));
            await Client.PostAsync($"{Account}/optouts", new { list = "news", key = recipient });
            left.TryAdd(recipient, Stopwatch.GetTimestamp());
            await Task.Delay(random.Next(60));
        }
    }

    private async Task<string> EndAsync(string import)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var state = (await Client.GetAsync($"{Account}/imports/{import}")).GetProperty("state").GetString()!;
            if (state is "completed" or "failed")
                return state;
            Assert.True(watch.Elapsed < Longest, $"The import is {state} still.");
            await Task.Delay(Look);
        }
    }

    private async Task StartAppAsync()
    {
        EmbeddedHome.For(EmbeddedHome.ConnectionString(folder.Path)).Fronts = new FaultyFronts(plan);
        app = await RunningApp.StartAsync(folder.Path, builder =>
        {
            configure(builder);
            builder.UseMiddleware(async (context, next) =>
            {
                await next();
                if (context.FunctionDefinition.InputBindings.Values.Any(b => b.Type == "activityTrigger") && plan.Strikes(Fault.RunAgain))
                    await next();
            });
            builder.Services.AddSingleton<IEmailChannel>(s => new WatchedChannel(ActivatorUtilities.CreateInstance<OutboxChannel>(s)) { Takes = takes });
        });
    }

    private async Task StopAppAsync()
    {
        if (app is null)
            return;
        // Hand-overs that are under way end, and are recorded, while the app stops.
        var channel = (WatchedChannel)app.Services.GetRequiredService<IEmailChannel>();
        await app.DisposeAsync();
        app = null;
        HandedOver.AddRange(channel.Accepted);
    }
}
