using MailMaker.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Contracts.Functions;

public sealed class MiddlewareTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly Record record = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Steps_run_in_the_order_of_their_registration_around_the_function()
    {
        await using var host = await StartAsync(builder =>
        {
            builder.UseMiddleware<Named>();
            builder.UseMiddleware(async (context, next) =>
            {
                await record.AddAsync("second in " + context.FunctionDefinition.Name);
                await next();
                await record.AddAsync("second out");
            });
        });
        Assert.Equal("hello", await host.Client.GetStringAsync(new Uri("/Hello", UriKind.Relative)));
        Assert.Equal(["first in", "second in Hello", "function", "second out", "first out"], record.All);
    }

    [Fact]
    public async Task A_step_may_choose_its_invocations_by_their_trigger()
    {
        await using var host = await StartAsync(builder => builder
            .UseWhen<Named>(context => context.FunctionDefinition.InputBindings.Values.Any(b => b.Type == "httpTrigger"))
            .UseWhen(context => context.FunctionDefinition.InputBindings.Values.Any(b => b.Type == "blobTrigger"), (_, _) => record.AddAsync("never")));
        await host.Client.GetStringAsync(new Uri("/Hello", UriKind.Relative));
        Assert.Equal(["first in", "function", "first out"], record.All);
    }

    [Fact]
    public async Task A_step_may_answer_in_place_of_the_function_or_change_its_answer()
    {
        await using var host = await StartAsync(builder => builder.UseMiddleware(async (context, next) =>
        {
            if (context.GetHttpContext()!.Request.Query.ContainsKey("stop"))
                context.GetInvocationResult().Value = Results.StatusCode(418);
            else
                await next();
            if (context.GetHttpContext()!.Request.Query.ContainsKey("change"))
                context.GetInvocationResult<IResult>().Value = Results.Text("changed");
        }));
        using var stopped = await host.Client.GetAsync(new Uri("/Hello?stop=1", UriKind.Relative));
        Assert.Equal(418, (int)stopped.StatusCode);
        Assert.Empty(record.All);
        Assert.Equal("changed", await host.Client.GetStringAsync(new Uri("/Hello?change=1", UriKind.Relative)));
    }

    [Fact]
    public async Task Each_invocation_has_a_scope_and_an_instance_of_its_own()
    {
        await using var host = await StartAsync(builder =>
        {
            builder.Services.AddScoped<Scoped>();
            builder.UseMiddleware((context, next) =>
            {
                context.InstanceServices.GetRequiredService<Scoped>().Name = context.InvocationId;
                return next();
            });
        });
        var first = await host.Client.GetStringAsync(new Uri("/OwnScope", UriKind.Relative));
        var second = await host.Client.GetStringAsync(new Uri("/OwnScope", UriKind.Relative));
        Assert.NotEqual(first, second);
        Assert.True(Guid.TryParse(first, out _));
    }

    private Task<TestHost> StartAsync(Action<FunctionsApplicationBuilder> configure) =>
        TestHost.StartAsync(folder.Path, new FakeClock(), [typeof(Doors)], builder =>
        {
            builder.Services.AddSingleton(record);
            builder.Services.AddScoped<Scoped>();
            configure(builder);
        });

    public sealed class Scoped
    {
        public string Name { get; set; } = "";
    }

    public sealed class Named(Record record) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            await record.AddAsync("first in");
            await next(context);
            await record.AddAsync("first out");
        }
    }

    public sealed class Doors(Record record, Scoped scoped)
    {
        [Function("Hello")]
        public async Task<IResult> Hello([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await record.AddAsync("function");
            return Results.Text("hello");
        }

        [Function("OwnScope")]
        public IResult OwnScope([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => Results.Text(scoped.Name);
    }
}
