using Azure.Messaging.ServiceBus;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Storage;
using MailMaker.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Contracts.Functions;

public sealed class StopTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new();
    private readonly Record record = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_request_that_runs_is_answered_before_the_host_ends()
    {
        var go = new TaskCompletionSource();
        record.OnEntry = _ => go.Task;
        await using var host = await StartAsync();
        var answer = host.Client.GetStringAsync(new Uri("/Slow", UriKind.Relative));
        await record.NextAsync();
        var stopping = Signal(host.Service<StopSignals>().Stopping);
        var stop = host.StopAsync();
        await stopping;
        go.SetResult();
        Assert.Equal("done", await answer);
        await stop;
    }

    [Fact]
    public async Task A_function_that_never_ends_is_abandoned_and_its_message_given_back()
    {
        record.OnEntry = _ => new TaskCompletionSource().Task;
        await using (var host = await StartAsync())
        {
            await SendAsync("stuck");
            await record.NextAsync();
            var stopping = Signal(host.Service<StopSignals>().Stopping);
            var stop = host.StopAsync();
            await stopping;
            clock.Advance(TimeSpan.FromSeconds(14));
            Assert.False(stop.IsCompleted);
            clock.Advance(TimeSpan.FromSeconds(1));
            await stop;
        }

        record.OnEntry = _ => Task.CompletedTask;
        await using var next = await StartAsync();
        Assert.Equal("stuck 2", await record.NextAsync());
    }

    [Fact]
    public async Task No_new_work_begins_once_the_host_stops()
    {
        await using var host = await StartAsync();
        await host.StopAsync();
        await SendAsync("late");
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(record.All);
    }

    [Fact]
    public async Task The_data_folder_is_free_once_the_host_is_disposed()
    {
        await (await StartAsync()).DisposeAsync();
        await using var lockFile = new FileStream(folder.Combine(".lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(lockFile.CanWrite);
    }

    [Fact]
    public async Task A_function_over_its_time_is_told_so_and_then_loses_its_place()
    {
        record.OnEntry = entry => entry == "stuck 1" ? new TaskCompletionSource().Task : Task.CompletedTask;
        await using var host = await StartAsync();
        await SendAsync("stuck");
        await record.NextAsync();
        // functionTimeout, then the grace; by then the lock is no longer renewed and the message comes again.
        clock.Advance(TimeSpan.FromMinutes(31));
        await SendAsync("next");
        Assert.Contains("2", await record.NextAsync() + await record.NextAsync(), StringComparison.Ordinal);
    }

    private static Task Signal(CancellationToken token)
    {
        var signal = new TaskCompletionSource();
        token.Register(signal.SetResult);
        return signal.Task;
    }

    private Task<TestHost> StartAsync() => TestHost.StartAsync(folder.Path, clock, [typeof(Work)], builder =>
    {
        builder.Services.AddSingleton(record);
        builder.Configuration["AzureFunctionsJobHost:extensions:serviceBus:maxConcurrentCalls"] = "1";
        builder.Configuration["AzureFunctionsJobHost:functionTimeout"] = "00:30:00";
    });

    private async Task SendAsync(string body)
    {
        await using var client = new ServiceBusClient(EmbeddedHome.ConnectionString(folder.Path));
        await client.CreateSender("work").SendMessageAsync(new ServiceBusMessage(body));
    }

    public sealed class Work(Record record)
    {
        [Function("Slow")]
        public async Task<IResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await record.AddAsync("slow");
            return Results.Text("done");
        }

        [Function("Work")]
        public Task Run([ServiceBusTrigger("work")] ServiceBusReceivedMessage message) => record.AddAsync($"{message.Body} {message.DeliveryCount}");
    }
}
