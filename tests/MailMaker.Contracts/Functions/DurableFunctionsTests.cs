using System.Net.Http.Json;
using System.Text.Json;
using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Contracts.Functions;

public sealed class DurableFunctionsTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly FakeClock clock = new();
    private readonly Record record = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_orchestration_runs_from_the_door_that_starts_it_to_its_output()
    {
        await using var host = await StartAsync();
        var id = await host.Client.GetStringAsync(new Uri("/Begin/3", UriKind.Relative));
        var done = await host.Service<DurableParts>().Engine.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(new[] { 1, 4, 9 }, done.ReadOutputAs<int[]>()!);
        Assert.Equal([$"1 of {id}", $"2 of {id}", $"3 of {id}"], record.All.Order());
    }

    [Fact]
    public async Task An_activity_that_throws_fails_its_orchestration_alone()
    {
        record.OnEntry = entry => entry.StartsWith('2') ? throw new FormatException("secret") : Task.CompletedTask;
        await using var host = await StartAsync();
        var client = host.Service<DurableParts>().Engine.Client;
        var failed = await client.WaitForInstanceCompletionAsync(await host.Client.GetStringAsync(new Uri("/Begin/2", UriKind.Relative)));
        var fine = await client.WaitForInstanceCompletionAsync(await host.Client.GetStringAsync(new Uri("/Begin/1", UriKind.Relative)));
        Assert.Equal((OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Completed), (failed.RuntimeStatus, fine.RuntimeStatus));
    }

    [Fact]
    public async Task An_activity_that_the_stop_cancels_runs_again_at_the_next_start()
    {
        record.OnToken = token => Task.Delay(Timeout.Infinite, token);
        string id;
        await using (var host = await StartAsync())
        {
            id = await host.Client.GetStringAsync(new Uri("/Begin/1", UriKind.Relative));
            await record.NextAsync();
        }

        record.OnToken = _ => Task.CompletedTask;
        await using var next = await StartAsync();
        var done = await next.Service<DurableParts>().Engine.Client.WaitForInstanceCompletionAsync(id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, done.RuntimeStatus);
        Assert.Equal(2, record.All.Count);
    }

    [Fact]
    public async Task Middleware_runs_around_turns_and_activities()
    {
        var seen = new HashSet<string>();
        await using var host = await StartAsync(builder => builder.UseMiddleware((context, next) =>
        {
            lock (seen)
                seen.Add(context.FunctionDefinition.InputBindings.Values.First(b => b.Type.EndsWith("Trigger", StringComparison.Ordinal)).Type);
            return next();
        }));
        var id = await host.Client.GetStringAsync(new Uri("/Begin/1", UriKind.Relative));
        await host.Service<DurableParts>().Engine.Client.WaitForInstanceCompletionAsync(id);
        Assert.Equal(["activityTrigger", "httpTrigger", "orchestrationTrigger"], seen.Order());
    }

    [Fact]
    public async Task The_management_of_orchestrations_opens_to_the_system_key()
    {
        await using var host = await StartAsync();
        var id = await host.Client.GetStringAsync(new Uri("/Begin/1", UriKind.Relative));
        await host.Service<DurableParts>().Engine.Client.WaitForInstanceCompletionAsync(id);
        var path = $"/runtime/webhooks/durabletask/instances/{id}?code=";
        using var without = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
        using var function = await host.Client.GetAsync(new Uri(path + host.Keys("function"), UriKind.Relative));
        var status = await host.Client.GetFromJsonAsync<JsonElement>(new Uri(path + host.Keys("system"), UriKind.Relative));
        Assert.Equal((401, 401), ((int)without.StatusCode, (int)function.StatusCode));
        Assert.Equal("Completed", status.GetProperty("runtimeStatus").GetString());
    }

    private Task<TestHost> StartAsync(Action<FunctionsApplicationBuilder>? configure = null) =>
        TestHost.StartAsync(folder.Path, clock, [typeof(Squares)], builder =>
        {
            builder.Services.AddSingleton(record);
            configure?.Invoke(builder);
        });

    public sealed class Squares(Record record)
    {
        [Function("Begin")]
        public static async Task<IResult> Begin(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "Begin/{count:int}")] HttpRequest request, int count, [DurableClient] DurableTaskClient client) =>
            Results.Text(await client.ScheduleNewOrchestrationInstanceAsync("AllSquares", count, CancellationToken.None));

        [Function("AllSquares")]
        public static async Task<int[]> AllSquares([OrchestrationTrigger] TaskOrchestrationContext context, int count) =>
            await Task.WhenAll(Enumerable.Range(1, count).Select(n => context.CallActivityAsync<int>("Square", new Number(n))));

        [Function("Square")]
        public async Task<int> Square([ActivityTrigger] Number number, string instanceId, CancellationToken cancellationToken)
        {
            await record.AddAsync($"{number.Value} of {instanceId}");
            await record.OnToken(cancellationToken);
            return number.Value * number.Value;
        }
    }

    public sealed record Number(int Value);
}
