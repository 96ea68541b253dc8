using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Tests.Imports;

namespace MailMaker.Tests.Campaigns.Properties;

/// <summary>A list with campaigns, and what a spectator who sees nothing but the hand-overs can say of them.</summary>
internal sealed class CampaignWorld : IAsyncDisposable
{
    public const int MostContacts = 5;

    private readonly CampaignStage stage;
    private readonly CampaignRules rules;
    private readonly CrashingTables tables;
    private readonly List<HandedOver> handed = [];
    private readonly HashSet<string> left = [];
    private readonly List<string> campaigns = [];
    private bool crashed;

    private CampaignWorld(CampaignStage stage, CampaignRules rules, CrashingTables tables) => (this.stage, this.rules, this.tables) = (stage, rules, tables);

    public static async Task<CampaignWorld> OpenAsync(CampaignRules rules)
    {
        CrashingTables? tables = null;
        var stage = await CampaignStage.WithAsync(c => tables = new CrashingTables(c), 2, rules.ByPerson ? [] : [rules.Cap]);
        await stage.ChangeListAsync(l => l with { QuietHours = rules.Quiet });
        if (rules.ByPerson)
            await stage.ChangeAccountAsync(a => a with { Caps = [rules.Cap] });
        var world = new CampaignWorld(stage, rules, tables!);
        stage.Channel.Before = world.HearAsync;
        return world;
    }

    public async Task TakeAsync(CampaignStep step)
    {
        switch (step)
        {
            case CampaignStep.Import import:
                for (var i = 0; i < import.Contacts; i++)
                    await stage.AddContactAsync(Address(i));
                break;
            case CampaignStep.Remove remove:
                await stage.RemoveContactAsync(Address(remove.Contact));
                break;
            case CampaignStep.Leave leave:
                await stage.SayGoodbyeAsync(Address(leave.Contact));
                left.Add(Address(leave.Contact));
                break;
            case CampaignStep.Launch launch:
                campaigns.Add($"c{campaigns.Count}");
                await stage.LaunchAsync(campaigns[^1], change: c => c with
                {
                    Priority = launch.Priority, WhenCapped = launch.WhenCapped, ExpiresAt = stage.Clock.GetUtcNow().AddHours(launch.ExpiresAfterHours),
                });
                break;
            case CampaignStep.Cancel cancel when cancel.Campaign < campaigns.Count:
                await MoveAsync(campaigns[cancel.Campaign], CampaignAction.Cancel);
                break;
            case CampaignStep.Fail fail when fail.Campaign < campaigns.Count:
                await MoveAsync(campaigns[fail.Campaign], CampaignAction.Fail);
                break;
            case CampaignStep.LaunchAgain launch when launch.Campaign < campaigns.Count:
                await stage.Campaigns.ChangeAsync(
                    CampaignStage.Account, campaigns[launch.Campaign], c => c.State == CampaignState.Failed ? c with { State = CampaignState.Sending } : null, default);
                break;
            case CampaignStep.Wait wait:
                stage.Clock.Advance(TimeSpan.FromMinutes(wait.Minutes));
                break;
            case CampaignStep.Work work:
                await WorkAsync(work);
                break;
        }
    }

    /// <summary>What must hold at every moment.</summary>
    public async Task AssertAsync()
    {
        // One hand-over for each operation: the channel honours the id, so a second with the same reaches nobody.
        foreach (var person in handed.GroupBy(h => h.Address))
        {
            var moments = person.GroupBy(h => h.Operation).Select(g => g.Min(h => h.At)).Order().ToList();
            Assert.All(moments, at => Assert.True(moments.Count(m => m <= at && InOneWindow(m, at)) <= rules.Cap.Max, $"More than the cap of {rules.Cap.Max} at {at:O}."));
        }

        Assert.DoesNotContain(handed, h => h.AfterGoodbye);
        Assert.DoesNotContain(handed, h => h.InQuiet);
        Assert.All(handed.GroupBy(h => (h.Campaign, h.Address)), g => Assert.Single(g.Select(h => h.Operation).Distinct()));
        foreach (var campaign in campaigns)
        {
            var slices = await SlicesAsync(campaign);
            var counts = await stage.CountsAsync(campaign);
            Assert.Equal(slices.Sum(s => s.Members.Count), counts.Audience);
            var sent = slices.SelectMany(s => s.Entries).Count(e => e.Outcome == Outcome.Sent);
            Assert.Equal(sent, counts.Sent);
            var reached = handed.Where(h => h.Campaign == campaign && h.Accepted).Select(h => h.Operation).Distinct().Count();
            // A worker that died between a hand-over and its record leaves more hand-overs than are recorded, never fewer.
            Assert.True(crashed ? sent <= reached : sent == reached, $"{campaign}: {sent} recorded, {reached} handed over.");
        }
    }

    /// <summary>Everything that still waits is worked through: nobody is left without an outcome, and without crashes a free slot was never refused.</summary>
    public async Task FinishAsync()
    {
        stage.Channel.Answer = _ => new HandOver.Accepted("");
        // Who gives up on a failed one cancels it: nobody whom it had planned stays pending.
        foreach (var campaign in campaigns)
        {
            if (await StateAsync(campaign) == CampaignState.Failed)
                await MoveAsync(campaign, CampaignAction.Cancel);
        }

        for (var round = 0; round < 100; round++)
        {
            await DriveAsync();
            await AssertAsync();
            if (!crashed && rules.Cap.ReservedFor is null)
                await AssertNoSlotIsIdleAsync();
            if (await OpenAsync() == 0)
                return;
            stage.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Fail("Some recipients never got an outcome.");
    }

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    private Task<Campaign?> MoveAsync(string campaign, CampaignAction action) => stage.Campaigns.ChangeAsync(
        CampaignStage.Account, campaign, c => CampaignTransitions.Next(c.State, action) is { } next ? c with { State = next } : null, default);

    private async Task<CampaignState> StateAsync(string campaign) => (await stage.Campaigns.FindAsync(CampaignStage.Account, campaign, default))!.State;

    private static string Address(int contact) => $"person{contact}@example.com";

    private async Task WorkAsync(CampaignStep.Work work)
    {
        stage.Channel.Answer = _ => work.ChannelFails ? new HandOver.TemporaryFailure("4.2.0") : new HandOver.Accepted("");
        tables.Begin(work.CrashAt, work.AfterTheWrite);
        await DriveAsync();
        crashed |= tables.Crashed;
        tables.Begin(0, false);
        // What a dead worker has claimed is free after its lease.
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    // As the queue does, every slice in a round; one whose worker dies is delivered again later.
    private async Task DriveAsync()
    {
        foreach (var campaign in campaigns)
        {
            foreach (var key in await stage.SlicesAsync(campaign))
            {
                try
                {
                    await stage.RunSliceAsync(key);
                }
                catch (ProcessCrashedException)
                {
                }
            }
        }
    }

    private Task HearAsync(OutboundMail mail)
    {
        var now = stage.Clock.GetUtcNow();
        lock (handed)
        {
            var accepted = stage.Channel.Answer(mail) is HandOver.Accepted;
            if (accepted)
                handed.Add(new HandedOver(mail.Campaign, mail.ToAddress, mail.OperationId, now, accepted, left.Contains(mail.ToAddress), rules.Quiet is not null && (now.Hour >= 21 || now.Hour < 8)));
        }

        return Task.CompletedTask;
    }

    private bool InOneWindow(DateTimeOffset earlier, DateTimeOffset later) =>
        rules.Cap.Window == CapWindow.Calendar ? earlier.UtcDateTime.Date == later.UtcDateTime.Date : later - earlier < TimeSpan.FromHours(rules.Cap.Hours ?? 24);

    private async Task AssertNoSlotIsIdleAsync()
    {
        var now = stage.Clock.GetUtcNow();
        foreach (var campaign in campaigns)
        {
            foreach (var slice in await SlicesAsync(campaign))
            {
                for (var i = 0; i < slice.Members.Count; i++)
                {
                    if (slice.Entries[i] is not { Outcome: Outcome.Deferred, DeferReason: DeferReason.Capped })
                        continue;
                    var address = Enumerable.Range(0, MostContacts).Select(Address).First(a => CampaignStage.Id(a) == slice.Members[i]);
                    var used = handed.Where(h => h.Address == address && InOneWindow(h.At, now)).Select(h => h.Operation).Distinct().Count();
                    Assert.True(used >= rules.Cap.Max || slice.Entries[i].At > now, $"{campaign} keeps somebody waiting at {now:O} whose slot is free.");
                }
            }
        }
    }

    private async Task<int> OpenAsync()
    {
        var open = 0;
        foreach (var campaign in campaigns)
            open += (await stage.CountsAsync(campaign)).Open;
        return open;
    }

    private async Task<List<Slice>> SlicesAsync(string campaign)
    {
        var slices = new List<Slice>();
        foreach (var key in await stage.SlicesAsync(campaign))
            slices.Add((await stage.Ledger.FindAsync(key, default))!.Slice);
        return slices;
    }

    private sealed record HandedOver(string Campaign, string Address, Guid Operation, DateTimeOffset At, bool Accepted, bool AfterGoodbye, bool InQuiet);
}
