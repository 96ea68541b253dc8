using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Content;
using MailMaker.Core.Accounts;
using MailMaker.Testing;
using MailMaker.Tests.Support;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MailMaker.Tests.Content;

public sealed class TemplateDoorTests : IAsyncLifetime
{
    private const string Path = "/api/accounts/acme/templates/welcome";

    private readonly TemporaryFolder folder = new();
    private readonly IHost host;
    private HttpClient client = new();

    public TemplateDoorTests()
    {
        var builder = FunctionsApplication.CreateBuilder(["--data", folder.Path, "--urls", "http://127.0.0.1:0"]);
        builder.ConfigureFunctionsWebApplication();
        builder.FunctionClasses = () => [typeof(TemplateFunctions)];
        builder.Configuration["AzureFunctionsJobHost:extensions:http:routePrefix"] = "";
        builder.Services
            .AddSingleton<TimeProvider>(new FakeClock())
            .AddSingleton(s => new TableServiceClient(s.GetRequiredService<IConfiguration>()["MailMakerStorage"]!))
            .AddSingleton<PublicAddress>()
            .AddSingleton<IDefinitions, DefinitionStore>();
        host = builder.Build();
    }

    public async Task InitializeAsync()
    {
        await host.StartAsync();
        await host.Services.GetRequiredService<TableServiceClient>().CreateTableIfNotExistsAsync(DefinitionStore.Table);
        await host.Services.GetRequiredService<IDefinitions>().WriteAsync(
            "acme", DefinitionKeys.Account, new Account { Name = "acme", SenderName = "Negozio" }, null, default);
        client = new HttpClient { BaseAddress = new Uri(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        using var keys = JsonDocument.Parse(await File.ReadAllBytesAsync(System.IO.Path.Combine(folder.Path, "keys.json")));
        client.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_template_is_kept_changed_and_shown()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync(Path, new { subject = "Ciao {{firstName}}", html = "<p>{{sender.name}}</p>" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync(Path, new { subject = "안녕 {{firstName}}", html = "<p>{{sender.name}}</p>" })).StatusCode);

        var kept = await client.GetFromJsonAsync<JsonElement>(Path);

        Assert.Equal(("welcome", "안녕 {{firstName}}"), (kept.GetProperty("name").GetString(), kept.GetProperty("subject").GetString()));
    }

    [Fact]
    public async Task It_is_rendered_for_the_fields_in_the_body()
    {
        await client.PutAsJsonAsync(Path, new { subject = "Ciao {{firstName}}", html = "<p>{{firstName}}: {{sender.name}}</p><a href=\"{{unsubscribeUrl}}\">x</a>" });

        var shown = await (await client.PostAsJsonAsync(Path + "/render", new { fields = new { firstName = "A & B" } })).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("Ciao A & B", shown.GetProperty("subject").GetString());
        Assert.StartsWith("<p>A &amp; B: Negozio</p><a href=\"http://127.0.0.1:7071/u/sample-", shown.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("A & B: Negozio", shown.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fields_with_half_of_a_surrogate_pair_are_refused()
    {
        await client.PutAsJsonAsync(Path, new { subject = "Ciao {{firstName}}", text = "t" });
        using var body = new StringContent("{\"fields\":{\"firstName\":\"\\ud83d\"}}");

        using var answer = await client.PostAsync(Path + "/render", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("line 1, column 24", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_told_with_pointer_line_and_column_and_nothing_is_kept()
    {
        var answer = await client.PutAsJsonAsync(Path, new { subject = "x {{", html = "<p>\n {{#if vip}}</p>", text = "t" });
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(
            ["/subject line 1, column 3: '{{' without its '}}'", "/html line 2, column 2: block 'if' is never closed"],
            problem.GetProperty("errors").EnumerateArray().Select(e => $"{e.GetProperty("pointer").GetString()} {e.GetProperty("detail").GetString()}"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Path)).StatusCode);
    }

    [Theory]
    [InlineData("/api/accounts/acme/templates/Bad_Name", "{\"subject\":\"s\",\"text\":\"t\"}", HttpStatusCode.BadRequest)]
    [InlineData("/api/accounts/nobody/templates/welcome", "{\"subject\":\"s\",\"text\":\"t\"}", HttpStatusCode.NotFound)]
    [InlineData(Path, "{\"subject\":1}", HttpStatusCode.BadRequest)]
    [InlineData(Path, "{\"sbject\":\"s\"}", HttpStatusCode.BadRequest)]
    [InlineData(Path, "", HttpStatusCode.BadRequest)]
    public async Task What_can_not_be_kept_is_refused(string path, string body, HttpStatusCode expected) =>
        Assert.Equal(expected, (await client.PutAsync(path, new StringContent(body))).StatusCode);

    [Theory]
    [InlineData("{\"fields\":[]}")]
    [InlineData("{\"fields\":{\"a\":{}}}")]
    [InlineData("{\"fields\":\"x\"}")]
    [InlineData("[")]
    public async Task Fields_that_are_none_are_refused(string body)
    {
        await client.PutAsJsonAsync(Path, new { subject = "s", text = "t" });

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(Path + "/render", new StringContent(body))).StatusCode);
    }

    [Fact]
    public async Task An_empty_subject_for_these_fields_is_told()
    {
        await client.PutAsJsonAsync(Path, new { subject = "{{firstName}}", text = "t" });

        var answer = await client.PostAsJsonAsync(Path + "/render", new { fields = new { } });

        Assert.Contains("the subject is empty", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
