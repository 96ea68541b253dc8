using System.Net;
using System.Text;
using System.Text.Json;
using MailMaker.Embedded.Durable.Engine;
using MailMaker.Embedded.Durable.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace MailMaker.Contracts.Durable;

public sealed class ManagementApiTests : IAsyncLifetime
{
    private const string Root = "runtime/webhooks/durabletask";

    private DurableFixture fixture = null!;
    private WebApplication app = null!;
    private HttpClient http = null!;

    public async Task InitializeAsync()
    {
        fixture = await DurableFixture.StartAsync(Functions);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapDurableManagement(fixture.Engine, context => context.Request.Query["code"] == "key");
        await app.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task Without_the_key_nothing_is_answered()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync($"{Root}/instances")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync($"{Root}/orchestrators/Quick", null)).StatusCode);
    }

    [Fact]
    public async Task A_start_is_accepted_and_its_addresses_lead_to_the_instance()
    {
        var answer = await PostAsync("orchestrators/Quick/q1", "5");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var addresses = await JsonAsync(answer);
        Assert.Equal("q1", addresses.GetProperty("id").GetString());
        await fixture.CompletionAsync("q1");

        var status = await http.GetAsync(addresses.GetProperty("statusQueryGetUri").GetString());

        Assert.Equal(HttpStatusCode.OK, status.StatusCode);
        var shown = await JsonAsync(status);
        Assert.Equal("Completed", shown.GetProperty("runtimeStatus").GetString());
        Assert.Equal(5, shown.GetProperty("input").GetInt32());
        Assert.Equal(5, shown.GetProperty("output").GetInt32());
        Assert.Equal("2026-03-02T09:00:00Z", shown.GetProperty("createdTime").GetString());
        Assert.Equal(answer.Headers.Location, status.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task A_start_is_refused_for_an_unknown_function_bad_json_or_a_running_id()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("orchestrators/Nobody", "1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("orchestrators/Quick", "{")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("orchestrators/Wait/w", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync("orchestrators/Wait/w", null)).StatusCode);
    }

    [Fact]
    public async Task A_running_instance_answers_202_with_its_location_and_takes_events()
    {
        await fixture.ScheduleAsync("Wait", id: "w");
        await fixture.IdleAsync();
        var running = await GetAsync("instances/w");
        Assert.Equal(HttpStatusCode.Accepted, running.StatusCode);
        Assert.Contains("/instances/w", running.Headers.Location!.ToString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("instances/w/raiseEvent/Go", "{")).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("instances/w/raiseEvent/Go", "7")).StatusCode);

        Assert.Equal(7, (await fixture.CompletionAsync("w")).ReadOutputAs<int>());
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync("instances/w/raiseEvent/Go", "7")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("instances/x/raiseEvent/Go", "7")).StatusCode);
    }

    [Fact]
    public async Task Suspend_resume_and_terminate_steer_the_instance()
    {
        await fixture.ScheduleAsync("Wait", id: "w");
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("instances/w/suspend", null, "&reason=pause")).StatusCode);
        Assert.Equal("Suspended", (await JsonAsync(await GetAsync("instances/w"))).GetProperty("runtimeStatus").GetString());
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("instances/w/resume", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await PostAsync("instances/w/terminate", null, "&reason=enough")).StatusCode);

        var ended = await JsonAsync(await GetAsync("instances/w"));
        Assert.Equal("Terminated", ended.GetProperty("runtimeStatus").GetString());
        Assert.Equal("enough", ended.GetProperty("output").GetString());
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync("instances/w/terminate", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await PostAsync("instances/w/suspend", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync("instances/x/resume", null)).StatusCode);
    }

    [Fact]
    public async Task A_failed_instance_answers_200_or_500_as_asked()
    {
        await fixture.RunAsync("Fail", id: "f");

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("instances/f")).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await GetAsync("instances/f", "&returnInternalServerErrorOnFailure=true")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("instances/none")).StatusCode);
    }

    [Fact]
    public async Task A_listing_filters_and_goes_on_with_its_token()
    {
        for (var i = 0; i < 3; i++)
            await fixture.RunAsync("Quick", i, $"q{i}");
        await fixture.ScheduleAsync("Wait", id: "w");
        await fixture.IdleAsync();

        var first = await GetAsync("instances", "&top=2&runtimeStatus=Completed,Failed");
        Assert.Equal(["q0", "q1"], Ids(await JsonAsync(first)));
        using var next = new HttpRequestMessage(HttpMethod.Get, $"{Root}/instances?code=key&top=2&runtimeStatus=Completed&showInput=false");
        next.Headers.Add("x-ms-continuation-token", first.Headers.GetValues("x-ms-continuation-token"));
        var rest = await JsonAsync(await http.SendAsync(next));

        Assert.Equal(["q2"], Ids(rest));
        Assert.Equal(JsonValueKind.Null, rest[0].GetProperty("input").ValueKind);
        Assert.Equal(["w"], Ids(await JsonAsync(await GetAsync("instances", "&instanceIdPrefix=w"))));
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync("instances", "&runtimeStatus=Asleep")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await GetAsync("instances", "&createdTimeFrom=yesterday")).StatusCode);
    }

    [Fact]
    public async Task Deleting_purges_finished_instances()
    {
        await fixture.RunAsync("Quick", 1, "q1");
        await fixture.RunAsync("Quick", 1, "q2");
        await fixture.RunAsync("Quick", 1, "q3");

        var one = await http.DeleteAsync($"{Root}/instances/q1?code=key");
        Assert.Equal(1, (await JsonAsync(one)).GetProperty("instancesDeleted").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await http.DeleteAsync($"{Root}/instances/q1?code=key")).StatusCode);
        var all = await http.DeleteAsync($"{Root}/instances?code=key&createdTimeFrom=2020-01-01T00:00:00Z");
        Assert.Equal(2, (await JsonAsync(all)).GetProperty("instancesDeleted").GetInt32());
    }

    private static void Functions(DurableEngine engine) => engine
        .Orchestrator("Quick", context => Task.FromResult<object?>(context.GetInput<int>()))
        .Orchestrator("Wait", async context => await context.WaitForExternalEvent<int>("Go"))
        .Orchestrator("Fail", _ => throw new TimeoutException("no"));

    private static string[] Ids(JsonElement list) => [.. list.EnumerateArray().Select(e => e.GetProperty("instanceId").GetString()!)];

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    private Task<HttpResponseMessage> GetAsync(string path, string query = "") => http.GetAsync($"{Root}/{path}?code=key{query}");

    private Task<HttpResponseMessage> PostAsync(string path, string? json, string query = "") => http.PostAsync(
        $"{Root}/{path}?code=key{query}", json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));
}
