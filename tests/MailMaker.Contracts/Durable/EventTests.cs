namespace MailMaker.Contracts.Durable;

public sealed class EventTests
{
    [Fact]
    public async Task An_event_reaches_the_wait_for_its_name_in_any_case()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Approve")));
        var id = await fixture.ScheduleAsync("Wait");
        await fixture.IdleAsync();

        await fixture.Client.RaiseEventAsync(id, "APPROVE", 7);

        Assert.Equal(7, (await fixture.CompletionAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Events_that_come_early_are_kept_in_order()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Late", async context =>
            {
                await context.WaitForExternalEvent<string>("Start");
                var first = await context.WaitForExternalEvent<int>("Number");
                var second = await context.WaitForExternalEvent<int>("Number");
                return new[] { first, second };
            }));
        var id = await fixture.ScheduleAsync("Late");
        foreach (var n in new[] { 1, 2 })
            await fixture.Client.RaiseEventAsync(id, "Number", n);
        await fixture.IdleAsync();

        await fixture.Client.RaiseEventAsync(id, "Start", "x");

        var done = await fixture.CompletionAsync(id);
        Assert.Equal([1, 2], done.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task The_newest_wait_gets_the_event_and_cancelled_waits_are_passed_over()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Stack", async context =>
            {
                using var stop = new CancellationTokenSource();
                var oldest = context.WaitForExternalEvent<int>("N");
                var middle = context.WaitForExternalEvent<int>("N");
                var newest = context.WaitForExternalEvent<int>("N", stop.Token);
                Functions.Cancel(stop);
                var first = await Task.WhenAny(oldest, middle);
                await Task.WhenAll(oldest, middle);
                return new[] { first == middle ? 1 : 0, await middle, await oldest, newest.IsCanceled ? 1 : 0 };
            }));
        var id = await fixture.ScheduleAsync("Stack");
        await fixture.IdleAsync();

        await fixture.Client.RaiseEventAsync(id, "N", 1);
        await fixture.Client.RaiseEventAsync(id, "N", 2);

        var done = await fixture.CompletionAsync(id);
        Assert.Null(done.FailureDetails);
        Assert.Equal([1, 1, 2, 1], done.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task Waits_for_one_name_must_expect_one_type()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Types", async context =>
            {
                var number = context.WaitForExternalEvent<int>("N");
                await context.WaitForExternalEvent<string>("n");
                return await number;
            }));

        var done = await fixture.RunAsync("Types");

        Assert.Equal("System.ArgumentException", done.FailureDetails!.ErrorType);
    }

    [Fact]
    public async Task A_wait_that_times_out_throws_and_a_later_event_goes_to_the_next_wait()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Patience", async context =>
            {
                try
                {
                    await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromMinutes(5));
                    return "answered at once";
                }
                catch (TaskCanceledException)
                {
                    return "answered " + await context.WaitForExternalEvent<string>("Answer", TimeSpan.FromMinutes(5));
                }
            }));
        var id = await fixture.ScheduleAsync("Patience");

        await fixture.AdvanceAsync(TimeSpan.FromMinutes(5));
        await fixture.Client.RaiseEventAsync(id, "Answer", "later");

        Assert.Equal("answered later", (await fixture.CompletionAsync(id)).ReadOutputAs<string>());
        Assert.Equal(0, fixture.Count("timers"));
    }

    [Fact]
    public async Task An_event_for_a_missing_or_finished_instance_is_dropped_in_silence()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e.Orchestrator("Quick", _ => Task.FromResult<object?>(1)));
        var done = await fixture.RunAsync("Quick");

        await fixture.Client.RaiseEventAsync("nobody", "E", 1);
        await fixture.Client.RaiseEventAsync(done.InstanceId, "E", 1);

        Assert.Equal(0, fixture.Count("inbox"));
    }

    [Fact]
    public async Task One_orchestration_sends_events_to_another()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Wait", async context => await context.WaitForExternalEvent<string>("Hello"))
            .Orchestrator("Send", context =>
            {
                context.SendEvent(context.GetInput<string>()!, "Hello", "from " + context.InstanceId);
                context.SendEvent("nobody", "Hello", "lost");
                return Task.FromResult<object?>(null);
            }));
        var waiting = await fixture.ScheduleAsync("Wait");
        await fixture.RunAsync("Send", waiting, "sender");

        Assert.Equal("from sender", (await fixture.CompletionAsync(waiting)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Thousands_of_events_arrive_each_once_and_in_order()
    {
        await using var fixture = await DurableFixture.StartAsync(e => e
            .Orchestrator("Collect", async context =>
            {
                var numbers = new List<int>();
                for (var i = 0; i < 2500; i++)
                    numbers.Add(await context.WaitForExternalEvent<int>("N"));
                return numbers;
            }));
        await fixture.CloseAsync();
        await fixture.OpenAsync();
        var id = await fixture.ScheduleAsync("Collect");
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(n => fixture.Client.RaiseEventAsync(id, "N", n)));

        var done = await fixture.CompletionAsync(id);

        Assert.Equal(Enumerable.Range(0, 2500), done.ReadOutputAs<int[]>()!);
    }
}
