using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Contracts.Functions;

public sealed class ServiceBusTriggerTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new();
    private readonly Record record = new();
    private TestHost? host;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_message_is_completed_when_its_function_returns()
    {
        await StartAsync(typeof(Singles));
        await SendAsync("sends", "one", "two");
        await record.NextAsync();
        await record.NextAsync();
        await host!.StopAsync();
        Assert.Equal(["one 1", "two 1"], record.All.Order());
        Assert.Empty(await LeftAsync("sends"));
    }

    [Fact]
    public async Task A_message_whose_function_throws_comes_again_until_it_is_dead()
    {
        record.OnEntry = _ => throw new InvalidOperationException();
        await StartAsync(typeof(Singles));
        await SendAsync("sends", "bad");
        for (var i = 1; i <= 10; i++)
            Assert.Equal($"bad {i}", await record.NextAsync());
        await using var client = new ServiceBusClient(EmbeddedHome.ConnectionString(folder.Path));
        var dead = await client.CreateReceiver("sends", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }).ReceiveMessageAsync();
        Assert.Equal("MaxDeliveryCountExceeded", dead!.DeadLetterReason);
        Assert.Empty(await LeftAsync("sends"));
    }

    [Fact]
    public async Task A_batch_settles_each_message_its_own_way()
    {
        await StartAsync(typeof(Batches));
        await SendAsync("batch", "keep", "drop", "again", "rest");
        Assert.Equal("keep,drop,again,rest", await record.NextAsync());
        Assert.Equal("again", await record.NextAsync());
        await host!.StopAsync();
        var dead = Assert.Single(await LeftAsync("batch", SubQueue.DeadLetter));
        Assert.Equal(("drop", "Unwanted", "not today"), (dead.Body.ToString(), dead.DeadLetterReason, dead.DeadLetterErrorDescription));
        Assert.Empty(await LeftAsync("batch"));
    }

    [Fact]
    public async Task A_batch_holds_no_more_than_host_json_says()
    {
        await SendAsync("batch", "a", "b", "c", "d");
        await StartAsync([typeof(Batches)], b => b.Configuration["AzureFunctionsJobHost:extensions:serviceBus:maxMessageBatchSize"] = "3");
        Assert.Equal("a,b,c", await record.NextAsync());
        Assert.Equal("d", await record.NextAsync());
    }

    [Fact]
    public async Task A_batch_whose_function_throws_comes_again_whole()
    {
        record.OnEntry = _ => record.All.Count == 1 ? throw new InvalidOperationException() : Task.CompletedTask;
        await StartAsync(typeof(Batches));
        await SendAsync("batch", "a", "b");
        Assert.Equal("a,b", await record.NextAsync());
        Assert.Equal("a,b", await record.NextAsync());
    }

    [Fact]
    public async Task A_message_left_unsettled_comes_again_when_its_lock_has_ended()
    {
        await StartAsync(typeof(Careless));
        await SendAsync("careless", "x");
        Assert.Equal("x 1", await record.NextAsync());
        Assert.Single(await LeftAsync("careless"));
        while (record.All.Count == 1)
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        Assert.Equal("x 2", await record.NextAsync());
    }

    [Fact]
    public async Task The_lock_of_a_single_message_is_renewed_while_its_function_runs()
    {
        var go = new TaskCompletionSource();
        record.OnEntry = _ => go.Task;
        await StartAsync(typeof(Singles));
        await SendAsync("sends", "slow");
        await record.NextAsync();
        for (var i = 0; i < 24; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            // Renewals run on the pool; each look at the queue waits for what was begun before.
            await LeftAsync("sends");
        }

        go.SetResult();
        await host!.StopAsync();
        Assert.Equal("slow 1", Assert.Single(record.All));
        Assert.Empty(await LeftAsync("sends"));
    }

    [Fact]
    public async Task No_more_calls_run_at_once_than_host_json_says()
    {
        var running = 0;
        var most = 0;
        record.OnEntry = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
        };
        await StartAsync([typeof(Singles)], b => b.Configuration["AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls"] = "3");
        await SendAsync("sends", [.. Enumerable.Range(0, 50).Select(i => $"{i}")]);
        for (var i = 0; i < 50; i++)
            await record.NextAsync();
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task A_function_that_the_stop_cancels_gives_its_message_back()
    {
        record.OnToken = token => Task.Delay(Timeout.Infinite, token);
        await StartAsync(typeof(Singles));
        await SendAsync("sends", "x");
        await record.NextAsync();
        await host!.DisposeAsync();
        record.OnToken = _ => Task.CompletedTask;
        await StartAsync(typeof(Singles));
        Assert.Equal("x 2", await record.NextAsync());
    }

    private Task StartAsync(Type functions) => StartAsync([functions], _ => { });

    private async Task StartAsync(Type[] functions, Action<FunctionsApplicationBuilder> configure)
    {
        host = await TestHost.StartAsync(folder.Path, clock, functions, builder =>
        {
            builder.Services.AddSingleton(record);
            configure(builder);
        });
    }

    private async Task SendAsync(string queue, params string[] bodies)
    {
        await using var client = new ServiceBusClient(EmbeddedHome.ConnectionString(folder.Path));
        await client.CreateSender(queue).SendMessagesAsync(bodies.Select(body => new ServiceBusMessage(body)));
    }

    private async Task<IReadOnlyList<ServiceBusReceivedMessage>> LeftAsync(string queue, SubQueue subQueue = SubQueue.None)
    {
        await using var client = new ServiceBusClient(EmbeddedHome.ConnectionString(folder.Path));
        return await client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = subQueue }).PeekMessagesAsync(100);
    }

    public sealed class Singles(Record record)
    {
        [Function("Single")]
        public async Task Run(
            [ServiceBusTrigger("sends", Connection = "MailMakerBus")] ServiceBusReceivedMessage message, int deliveryCount, CancellationToken cancellationToken)
        {
            await record.AddAsync($"{message.Body} {deliveryCount}");
            await record.OnToken(cancellationToken);
        }
    }

    public sealed class Careless(Record record)
    {
        [Function("Careless")]
        public Task Run([ServiceBusTrigger("careless", AutoCompleteMessages = false)] ServiceBusReceivedMessage message) =>
            record.AddAsync($"{message.Body} {message.DeliveryCount}");
    }

    public sealed class Batches(Record record)
    {
        [Function("Batch")]
        public async Task Run(
            [ServiceBusTrigger("batch", IsBatched = true)] ServiceBusReceivedMessage[] messages, ServiceBusMessageActions actions)
        {
            await record.AddAsync(string.Join(',', messages.Select(m => m.Body.ToString())));
            foreach (var message in messages.Where(m => m.DeliveryCount == 1))
            {
                if (message.Body.ToString() == "drop")
                    await actions.DeadLetterMessageAsync(message, deadLetterReason: "Unwanted", deadLetterErrorDescription: "not today");
                if (message.Body.ToString() == "keep")
                    await actions.CompleteMessageAsync(message);
                if (message.Body.ToString() == "again")
                    await actions.AbandonMessageAsync(message);
            }
        }
    }
}
