using System.Net;
using System.Text.Json;
using MailMaker.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Contracts.Functions;

public sealed class HttpFunctionsTests : IAsyncLifetime
{
    private readonly TempFolder folder = new();
    private TestHost host = null!;

    public async Task InitializeAsync() => host = await TestHost.StartAsync(folder.Path, new FakeClock(), [typeof(Doors)]);

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_result_writes_itself_and_route_values_arrive_by_name()
    {
        Assert.Equal("hello acme 7", await host.Client.GetStringAsync(new Uri("/greet/acme/7", UriKind.Relative)));
    }

    [Fact]
    public async Task Routes_are_compared_without_case()
    {
        Assert.Equal("hello Acme 7", await host.Client.GetStringAsync(new Uri("/GREET/Acme/7", UriKind.Relative)));
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/greet/acme/seven", 404)]
    [InlineData("POST", "/greet/acme/7", 405)]
    [InlineData("DELETE", "/Named", 200)]
    [InlineData("GET", "/Action", 201)]
    [InlineData("GET", "/Plain", 200)]
    [InlineData("GET", "/number/twelve", 400)]
    public async Task Each_request_gets_its_status(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.Client.SendAsync(request);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_value_that_is_no_result_writes_nothing()
    {
        Assert.Equal("", await host.Client.GetStringAsync(new Uri("/Plain", UriKind.Relative)));
    }

    [Fact]
    public async Task A_function_may_write_to_the_response_itself()
    {
        Assert.Equal("direct", await host.Client.GetStringAsync(new Uri("/Direct", UriKind.Relative)));
    }

    [Fact]
    public async Task An_unhandled_exception_is_a_problem_without_internals()
    {
        using var response = await host.Client.GetAsync(new Uri("/Broken", UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(500, JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32());
        Assert.DoesNotContain("secret@example.com", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Guarded", null, 401)]
    [InlineData("/Guarded", "wrong", 401)]
    [InlineData("/Guarded", "function", 200)]
    [InlineData("/Guarded", "master", 200)]
    [InlineData("/Guarded", "system", 401)]
    [InlineData("/Owner", "function", 401)]
    [InlineData("/Owner", "master", 200)]
    [InlineData("/Unsaid", null, 401)]
    [InlineData("/Unsaid", "function", 200)]
    [InlineData("/admin/host/status", "function", 401)]
    [InlineData("/admin/host/status", "master", 200)]
    public async Task A_level_opens_to_its_keys_only(string path, string? key, int status)
    {
        var value = key is null or "wrong" ? key : host.Keys(key);
        using var inHeader = new HttpRequestMessage(HttpMethod.Get, path);
        if (value is not null)
            inHeader.Headers.Add("x-functions-key", value);
        using var byHeader = await host.Client.SendAsync(inHeader);
        using var byQuery = await host.Client.GetAsync(new Uri($"{path}?code={value}", UriKind.Relative));
        Assert.Equal(status, (int)byHeader.StatusCode);
        Assert.Equal(status, (int)byQuery.StatusCode);
        if (status == 401)
            Assert.Empty(await byHeader.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Keys_survive_a_restart_and_are_readable_by_their_owner_alone()
    {
        var before = host.Keys("function");
        await host.DisposeAsync();
        host = await TestHost.StartAsync(folder.Path, new FakeClock(), [typeof(Doors)]);
        Assert.Equal(before, host.Keys("function"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Combine("keys.json")));
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_and_one_below_arrives()
    {
        using var small = await host.Client.PostAsync(new Uri("/Length", UriKind.Relative), new ByteArrayContent(new byte[3_000_000]));
        Assert.Equal("3000000", await small.Content.ReadAsStringAsync());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/Length") { Content = new ByteArrayContent(new byte[100 * 1024 * 1024 + 1]) };
        request.Headers.ExpectContinue = true;
        using var large = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
    }

    [Fact]
    public async Task No_answer_names_the_server()
    {
        using var response = await host.Client.GetAsync(new Uri("/Plain", UriKind.Relative));
        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task The_route_prefix_of_host_json_comes_first()
    {
        using var other = new TempFolder();
        await using var prefixed = await TestHost.StartAsync(
            other.Path, new FakeClock(), [typeof(Doors)], b => b.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "v1/app");
        Assert.Equal("hello acme 7", await prefixed.Client.GetStringAsync(new Uri("/v1/app/greet/acme/7", UriKind.Relative)));
        using var without = await prefixed.Client.GetAsync(new Uri("/greet/acme/7", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, without.StatusCode);
    }

    public sealed class Doors
    {
        [Function("Greet")]
        public IResult Greet(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet/{account}/{number:int}")] HttpRequest request, string account, int number) =>
            Results.Text($"hello {account} {number}");

        [Function("Number")]
        public IResult Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "number/{value}")] HttpRequest request, int value) =>
            Results.Text($"{value}");

        [Function("Named")]
        public static IResult Named([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Ok();

        [Function("Action")]
        public Task<IActionResult> Action([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) =>
            Task.FromResult<IActionResult>(new ObjectResult(new { name = "x" }) { StatusCode = 201 });

        [Function("Plain")]
        public string Plain([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request) => "never written";

        [Function("Direct")]
        public async Task Direct([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request, FunctionContext context) =>
            await context.GetHttpContext()!.Response.WriteAsync("direct", context.CancellationToken);

        [Function("Broken")]
        public async Task<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest request)
        {
            await Task.Yield();
            throw new InvalidOperationException("secret@example.com");
        }

        [Function("Length")]
        public async Task<IResult> Length([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, CancellationToken cancellationToken)
        {
            var buffer = new byte[81920];
            long length = 0;
            for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
                length += read;
            return Results.Text($"{length}");
        }

        [Function("Guarded")]
        public IResult Guarded([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest request) => Results.Ok();

        [Function("Owner")]
        public IResult Owner([HttpTrigger(AuthorizationLevel.Admin, "get")] HttpRequest request) => Results.Ok();

        [Function("Unsaid")]
        public IResult Unsaid([HttpTrigger("get")] HttpRequest request) => Results.Ok();
    }
}
