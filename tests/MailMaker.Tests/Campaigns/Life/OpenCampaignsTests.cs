using System.Text;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Content;
using MailMaker.Inbound;
using MailMaker.Tests.Imports;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Campaigns.Life;

/// <summary>What looks after campaigns under way sees each of them, and reads no other.</summary>
public sealed class OpenCampaignsTests
{
    [Fact]
    public async Task What_is_over_is_not_read_again()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        await WriteAsync(stage, "open", CampaignState.Sending);
        foreach (var (name, state) in new[] { ("over", CampaignState.Completed), ("stopped", CampaignState.Cancelled), ("new", CampaignState.Draft), ("broken", CampaignState.Failed) })
            await WriteAsync(stage, name, state);
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "open", c => c with { Audience = 1 }, default);
        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "stopped", c => c with { CompletedAt = stage.Clock.GetUtcNow() }, default);
        Assert.Equal(["open"], await NamesAsync(stage));

        // Whoever reads one of them now fails.
        foreach (var name in new[] { "over", "stopped", "new", "broken" })
            await SpoilAsync(stage, name);

        await stage.Services.GetRequiredService<StuckCampaigns>().LookAsync(default);
        await TakeUpAsync(stage);
        Assert.Equal(["open"], await NamesAsync(stage));
    }

    [Theory]
    [InlineData(CampaignState.Completed)]
    [InlineData(CampaignState.Cancelled)]
    [InlineData(CampaignState.Failed)]
    [InlineData(CampaignState.Draft)]
    public async Task What_ends_is_taken_out_when_it_is_found(CampaignState end)
    {
        await using var stage = await CampaignStage.WithAsync(1);
        await WriteAsync(stage, "spring", CampaignState.Sending);
        Assert.Equal((1, 1), ((await NamesAsync(stage)).Count, await RowsAsync(stage)));

        await stage.Campaigns.ChangeAsync(CampaignStage.Account, "spring", c => c with { State = end, CompletedAt = end == CampaignState.Cancelled ? stage.Clock.GetUtcNow() : null }, default);

        Assert.Equal((0, 0), ((await NamesAsync(stage)).Count, await RowsAsync(stage)));
        Assert.Equal(end, (await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!.State);
    }

    [Fact]
    public async Task What_an_earlier_version_launched_is_found_at_the_first_look_and_within_a_day_after_it()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        await WriteAsync(stage, "before", CampaignState.Paused);
        Assert.Equal(["before"], await NamesAsync(stage));

        // By a host that was not brought up to date yet.
        await WriteAsync(stage, "beside", CampaignState.Scheduled);
        stage.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(["before", "beside"], await NamesAsync(stage));
    }

    [Fact]
    public async Task After_a_clock_that_ran_ahead_it_looks_again()
    {
        await using var stage = await CampaignStage.WithAsync(1);
        stage.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Empty(await NamesAsync(stage));
        stage.Clock.SetUtcNow(stage.Clock.GetUtcNow().AddDays(-400));
        await WriteAsync(stage, "spring", CampaignState.Sending);

        Assert.Equal(["spring"], await NamesAsync(stage));
    }

    [Theory]
    [InlineData(CampaignState.Draft, false)]
    [InlineData(CampaignState.Draft, true)]
    [InlineData(CampaignState.Failed, false)]
    [InlineData(CampaignState.Failed, true)]
    public async Task A_launch_cut_off_at_any_write_leaves_nothing_unseen(CampaignState before, bool afterTheWrite)
    {
        var launched = 0;
        var crashed = true;
        for (var write = 1; crashed; write++)
        {
            CrashingTables tables = null!;
            await using var stage = await StageAsync(c => tables = new CrashingTables(c), before);
            tables.Arm(write, afterTheWrite);
            var ended = await Record.ExceptionAsync(() => LaunchAsync(stage));
            Assert.True(ended is null or ProcessCrashedException, $"{ended}");
            crashed = tables.Crashed;
            tables.Arm(0, false);

            var isUnderWay = CampaignTransitions.IsUnderWay((await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!.State);
            launched += isUnderWay ? 1 : 0;
            Assert.Equal(isUnderWay ? ["spring"] : [], await NamesAsync(stage));
            Assert.Equal(isUnderWay ? 1 : 0, await RowsAsync(stage));
        }

        Assert.True(launched > 0, "Nothing was launched: the test says nothing.");
    }

    [Theory]
    [InlineData(CampaignState.Draft)]
    [InlineData(CampaignState.Failed)]
    public async Task A_look_in_the_middle_of_a_launch_takes_out_nothing_that_is_launched(CampaignState before)
    {
        var met = true;
        for (var write = 1; met; write++)
        {
            CrashingTables tables = null!;
            await using var stage = await StageAsync(c => tables = new CrashingTables(c), before);
            tables.Arm(write, afterTheWrite: false);
            tables.Meanwhile = async () => await NamesAsync(stage);
            await LaunchAsync(stage);
            met = tables.Meanwhile is null;

            Assert.Equal(CampaignState.Planning, (await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!.State);
            Assert.Equal(["spring"], await NamesAsync(stage));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_launch_in_the_middle_of_a_look_is_seen_by_the_next_one_wherever_that_one_is_cut_off(bool isCutOff)
    {
        var met = true;
        for (var write = 1; met; write++)
        {
            CrashingTables tables = null!;
            await using var stage = await StageAsync(c => tables = new CrashingTables(c), CampaignState.Failed);
            // A row that is to be taken out.
            await stage.Services.GetRequiredService<OpenCampaigns>().AddAsync(CampaignStage.Account, "spring", default);
            tables.Arm(write, afterTheWrite: false);
            tables.Meanwhile = async () =>
            {
                await LaunchAsync(stage);
                if (isCutOff)
                    throw new ProcessCrashedException();
            };
            var ended = await Record.ExceptionAsync(() => NamesAsync(stage));
            Assert.True(ended is null or ProcessCrashedException, $"{ended}");
            met = tables.Meanwhile is null;
            if (met)
                Assert.Equal(["spring"], await NamesAsync(stage));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_cancellation_of_a_failed_one_cut_off_at_any_write_leaves_nothing_unseen(bool afterTheWrite)
    {
        var cancelled = 0;
        var crashed = true;
        for (var write = 1; crashed; write++)
        {
            CrashingTables tables = null!;
            await using var stage = await StageAsync(c => tables = new CrashingTables(c), CampaignState.Failed);
            tables.Arm(write, afterTheWrite);
            var ended = await Record.ExceptionAsync(() => CancelAsync(stage));
            Assert.True(ended is null or ProcessCrashedException, $"{ended}");
            crashed = tables.Crashed;
            tables.Arm(0, false);

            var isEnding = (await stage.Campaigns.FindAsync(CampaignStage.Account, "spring", default))!.State == CampaignState.Cancelled;
            cancelled += isEnding ? 1 : 0;
            Assert.Equal(isEnding ? ["spring"] : [], await NamesAsync(stage));
        }

        Assert.True(cancelled > 0, "Nothing was cancelled: the test says nothing.");
    }

    [Fact]
    public async Task A_look_in_the_middle_of_a_cancellation_of_a_failed_one_takes_out_nothing_that_is_to_be_ended()
    {
        var met = true;
        for (var write = 1; met; write++)
        {
            CrashingTables tables = null!;
            await using var stage = await StageAsync(c => tables = new CrashingTables(c), CampaignState.Failed);
            tables.Arm(write, afterTheWrite: false);
            tables.Meanwhile = async () => await NamesAsync(stage);
            await CancelAsync(stage);
            met = tables.Meanwhile is null;

            Assert.Equal(["spring"], await NamesAsync(stage));
        }
    }

    private static async Task<CampaignStage> StageAsync(Func<string, TableServiceClient> over, CampaignState state)
    {
        var stage = await CampaignStage.WithAsync(over, 1);
        await stage.Services.GetRequiredService<TableServiceClient>().GetTableClient(CampaignTags.Table).CreateIfNotExistsAsync();
        var template = new MailTemplate { Name = "t", Subject = "Hello", Text = "Hi. {{unsubscribeUrl}}" };
        await stage.Services.GetRequiredService<IDefinitions>().WriteAsync(CampaignStage.Account, DefinitionKeys.Template("t"), template, null, default);
        await WriteAsync(stage, "spring", state);
        // The first look reads everything: after it only rows tell.
        await NamesAsync(stage);
        return stage;
    }

    private static async Task LaunchAsync(CampaignStage stage)
    {
        var launched = await stage.Services.GetRequiredService<CampaignLauncher>().LaunchAsync(CampaignStage.Account, "spring", "", stage.Orchestrations, default);
        Assert.True(launched?.Value is not null, string.Join(' ', launched?.Problems.Select(p => p.Pointer + p.Detail) ?? []));
    }

    private static async Task CancelAsync(CampaignStage stage)
    {
        var cancelled = await stage.Services.GetRequiredService<CampaignCancel>().CancelAsync(CampaignStage.Account, "spring", stage.Orchestrations, default);
        Assert.NotNull(cancelled?.Value);
    }

    private static Task TakeUpAsync(CampaignStage stage) =>
        ActivatorUtilities.CreateInstance<TakeUpCampaigns>(stage.Services).RunAsync(new TimerInfo(), stage.Orchestrations, default);

    private static Task<string?> WriteAsync(CampaignStage stage, string name, CampaignState state) => stage.Services.GetRequiredService<IDefinitions>().WriteAsync(
        CampaignStage.Account, DefinitionKeys.Campaign(name),
        new Campaign { Account = CampaignStage.Account, Name = name, List = CampaignStage.List, Template = "t", State = state }, null, default);

    private static async Task SpoilAsync(CampaignStage stage, string name)
    {
        var definitions = stage.Services.GetRequiredService<IDefinitions>();
        var version = (await definitions.FindAsync(CampaignStage.Account, DefinitionKeys.Campaign(name), default))!.Version;
        await definitions.WriteAsync(CampaignStage.Account, DefinitionKeys.Campaign(name), Encoding.UTF8.GetBytes("{ this is read by nobody"), version, default);
    }

    private static async Task<List<string>> NamesAsync(CampaignStage stage)
    {
        var names = new List<string>();
        await foreach (var campaign in stage.Services.GetRequiredService<OpenCampaigns>().AllAsync(default))
            names.Add(campaign.Name);
        return names;
    }

    private static async Task<int> RowsAsync(CampaignStage stage) =>
        (await stage.PrintAsync(DefinitionStore.Table)).Split('\n').Count(r => r.Contains($"RowKey={CampaignStage.Account}|", StringComparison.Ordinal));
}
