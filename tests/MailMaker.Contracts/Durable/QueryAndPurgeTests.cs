using MailMaker.Embedded.Durable.Engine;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contracts.Durable;

public sealed class QueryAndPurgeTests
{
    private static void Functions(DurableEngine engine) => engine
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Go"))
        .Orchestrator("Quick", context => Task.FromResult<object?>(context.GetInput<int>()))
        .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<int>("Quick", 1, new TaskOptions().WithInstanceId("kid")));

    [Fact]
    public async Task A_listing_comes_in_pages_that_miss_and_repeat_nothing()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        for (var i = 0; i < 7; i++)
            await fixture.RunAsync("Quick", i, $"q{i}");

        var sizes = new List<int>();
        var ids = new List<string>();
        await foreach (var page in fixture.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 3)).AsPages())
        {
            sizes.Add(page.Values.Count);
            ids.AddRange(page.Values.Select(m => m.InstanceId));
        }

        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(["q0", "q1", "q2", "q3", "q4", "q5", "q6"], ids);
    }

    [Fact]
    public async Task A_continuation_token_goes_on_where_the_page_ended()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        for (var i = 0; i < 4; i++)
            await fixture.RunAsync("Quick", i, $"q{i}");
        string? token = null;
        await foreach (var page in fixture.Client.GetAllInstancesAsync(new OrchestrationQuery(PageSize: 2)).AsPages())
        {
            token = page.ContinuationToken;
            break;
        }

        var rest = await IdsAsync(fixture, new OrchestrationQuery(PageSize: 2, ContinuationToken: token));

        Assert.Equal(["q2", "q3"], rest);
    }

    [Fact]
    public async Task A_listing_filters_by_status_prefix_time_and_hub()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        await fixture.RunAsync("Quick", 1, "a-done");
        await fixture.AdvanceAsync(TimeSpan.FromHours(1));
        await fixture.ScheduleAsync("Wait", id: "a-waiting");
        await fixture.ScheduleAsync("Wait", id: "b%waiting");
        await fixture.IdleAsync();
        var now = fixture.Clock.GetUtcNow();

        Assert.Equal(["a-waiting", "b%waiting"], await IdsAsync(fixture, new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Running])));
        Assert.Equal(["a-done", "a-waiting"], await IdsAsync(fixture, new OrchestrationQuery(InstanceIdPrefix: "a-")));
        Assert.Equal(["b%waiting"], await IdsAsync(fixture, new OrchestrationQuery(InstanceIdPrefix: "b%")));
        Assert.Equal(["a-waiting", "b%waiting"], await IdsAsync(fixture, new OrchestrationQuery(CreatedFrom: now)));
        Assert.Equal(["a-done"], await IdsAsync(fixture, new OrchestrationQuery(CreatedTo: now.AddMinutes(-1))));
        Assert.Empty(await IdsAsync(fixture, new OrchestrationQuery(TaskHubNames: ["other"])));
    }

    [Fact]
    public async Task Payloads_are_read_only_when_they_were_fetched()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        await fixture.RunAsync("Quick", 1, "q");

        var bare = (await fixture.Client.GetInstanceAsync("q"))!;

        Assert.Null(bare.SerializedOutput);
        Assert.Throws<InvalidOperationException>(() => bare.ReadOutputAs<int>());
        Assert.Null(await fixture.Client.GetInstanceAsync("nobody"));
    }

    [Fact]
    public async Task Purging_removes_finished_instances_only()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        await fixture.RunAsync("Quick", 1, "done");
        await fixture.ScheduleAsync("Wait", id: "waiting");
        await fixture.IdleAsync();

        Assert.Equal(1, (await fixture.Client.PurgeInstanceAsync("done")).PurgedInstanceCount);
        Assert.Equal(0, (await fixture.Client.PurgeInstanceAsync("done")).PurgedInstanceCount);
        Assert.Equal(0, (await fixture.Client.PurgeInstanceAsync("waiting")).PurgedInstanceCount);

        Assert.Null(await fixture.Client.GetInstanceAsync("done"));
        Assert.NotNull(await fixture.Client.GetInstanceAsync("waiting"));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Purging_takes_children_only_when_asked(bool recursive, int purged)
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        await fixture.RunAsync("Parent", id: "p");

        var result = await fixture.Client.PurgeInstanceAsync("p", new PurgeInstanceOptions(recursive));

        Assert.Equal(purged, result.PurgedInstanceCount);
        Assert.Equal(recursive, await fixture.Client.GetInstanceAsync("kid") is null);
    }

    [Fact]
    public async Task Purging_by_filter_takes_what_matches()
    {
        await using var fixture = await DurableFixture.StartAsync(Functions);
        for (var i = 0; i < 5; i++)
            await fixture.RunAsync("Quick", i, $"old{i}");
        var cut = fixture.Clock.GetUtcNow();
        await fixture.AdvanceAsync(TimeSpan.FromDays(1));
        await fixture.RunAsync("Quick", 1, "new");
        await fixture.ScheduleAsync("Wait", id: "waiting");

        var none = await fixture.Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(CreatedTo: cut, Statuses: [OrchestrationRuntimeStatus.Failed]));
        var purged = await fixture.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(CreatedTo: cut) { Timeout = TimeSpan.FromMinutes(1) });

        Assert.Equal(0, none.PurgedInstanceCount);
        Assert.Equal(5, purged.PurgedInstanceCount);
        Assert.True(purged.IsComplete);
        Assert.Equal(["new", "waiting"], await IdsAsync(fixture, new OrchestrationQuery()));
    }

    private static async Task<List<string>> IdsAsync(DurableFixture fixture, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var found in fixture.Client.GetAllInstancesAsync(query))
            ids.Add(found.InstanceId);
        return ids;
    }
}
