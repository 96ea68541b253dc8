using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MailMaker.Tests.Delivery;

/// <summary>A server that answers as Azure Communication Services documents it.</summary>
internal sealed class CommunicationStub : IAsyncDisposable
{
    private readonly WebApplication app;

    private CommunicationStub(WebApplication app) => this.app = app;

    /// <summary>What to answer; 202 when it says nothing.</summary>
    public Func<HttpContext, Task<bool>> Answer { get; set; } = _ => Task.FromResult(false);

    public ConcurrentQueue<(string OperationId, JsonElement Body)> Requests { get; } = new();

    public string ConnectionString => $"endpoint={app.Urls.First()};accesskey={Convert.ToBase64String(new byte[32])}";

    public static async Task<CommunicationStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new CommunicationStub(builder.Build());
        stub.app.MapPost("/emails:send", context => stub.AnswerAsync(context, id => new { id, status = "Running" }));
        stub.app.MapPost("/sms", context => stub.AnswerAsync(context, _ => new { value = new[] { new { to = "+1", messageId = "m1", httpStatusCode = 202, successful = true } } }));
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>A refusal with the service's body, and a header Retry-After when given.</summary>
    public void Refuse(int status, string code, string? retryAfter = null) => Answer = async context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsJsonAsync(new { error = new { code, message = "maria@example.org was refused." } });
        return true;
    };

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context, Func<string, object> accepted)
    {
        var id = context.Request.Headers["Operation-Id"].ToString();
        Requests.Enqueue((id, await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body)));
        if (await Answer(context))
            return;
        context.Response.StatusCode = 202;
        await context.Response.WriteAsJsonAsync(accepted(id));
    }
}
