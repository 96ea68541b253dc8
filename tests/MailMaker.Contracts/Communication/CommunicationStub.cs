using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace MailMaker.Contracts.Communication;

/// <summary>
/// Stands in for Azure Communication Services: verifies signatures from what arrived on the wire, remembers operation ids, and refuses with 429 and
/// Retry-After what exceeds the allowance.
/// </summary>
internal sealed class CommunicationStub : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Queue<string>> operations = new(StringComparer.OrdinalIgnoreCase);
    private readonly WebApplication app;
    private int allowance = int.MaxValue;

    private CommunicationStub(WebApplication app) => this.app = app;

    public static string Key { get; } = Convert.ToBase64String("a key that signs requests in tests"u8);

    public Uri Endpoint { get; private set; } = null!;

    public string ConnectionString => $"endpoint={Endpoint};accesskey={Key}";

    /// <summary>Bodies of accepted requests, in order; a repeated operation is accepted once.</summary>
    public ConcurrentQueue<JsonNode> Accepted { get; } = new();

    /// <summary>Paths and queries of all requests whose signature was right.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>What Retry-After says, in seconds.</summary>
    public int RetryAfterSeconds { get; set; }

    /// <summary>What the status of new operations will be, one per look.</summary>
    public string[] Statuses { get; set; } = ["Running", "Succeeded"];

    public static async Task<CommunicationStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new CommunicationStub(app);
        app.Use(stub.AdmitAsync);
        app.MapPost("/emails:send", stub.SendEmailAsync);
        app.MapGet("/emails/operations/{id}", stub.Status);
        app.MapPost("/sms", stub.SendSmsAsync);
        await app.StartAsync();
        stub.Endpoint = new Uri(app.Urls.Single());
        return stub;
    }

    /// <summary>Lets <paramref name="requests"/> more requests pass.</summary>
    public void Allow(int requests) => allowance = requests;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AdmitAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.EnableBuffering();
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Request.Body.Position = 0;
        if (!IsSigned(context.Request, body.ToArray()))
        {
            context.Response.StatusCode = 401;
            return;
        }

        Requests.Enqueue(context.Request.GetEncodedPathAndQuery());
        if (Interlocked.Decrement(ref allowance) < 0)
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await context.Response.WriteAsJsonAsync(new { error = new { code = "TooManyRequests", message = "Slow down." } });
            Interlocked.CompareExchange(ref allowance, int.MaxValue, -1);
            return;
        }

        await next(context);
    }

    // Computed from the wire alone, by the tutorial's words: method, path and query, then date;host;hash, keyed with the decoded access key.
    private static bool IsSigned(HttpRequest request, byte[] body)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(body));
        var date = request.Headers["x-ms-date"].ToString();
        var text = string.Join('\n', request.Method, request.GetEncodedPathAndQuery(), $"{date};{request.Headers.Host};{hash}");
        using var hmac = new HMACSHA256(Convert.FromBase64String(Key));
        var signature = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes(text)));
        var authorization = AuthenticationHeaderValue.Parse(request.Headers.Authorization.ToString());
        return request.Headers["x-ms-content-sha256"] == hash
            && DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && authorization.Scheme == "HMAC-SHA256"
            && authorization.Parameter == $"SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}";
    }

    private async Task SendEmailAsync(HttpContext context)
    {
        var id = context.Request.Headers["Operation-Id"].ToString();
        var body = await JsonNode.ParseAsync(context.Request.Body);
        if (operations.TryAdd(id, new Queue<string>(Statuses)))
            Accepted.Enqueue(body!);
        context.Response.StatusCode = 202;
        context.Response.Headers["Operation-Location"] = $"{Endpoint}emails/operations/{id}?api-version=2025-09-01";
        context.Response.Headers.RetryAfter = "1";
        await context.Response.WriteAsJsonAsync(new { id, status = "Running" });
    }

    private async Task Status(HttpContext context)
    {
        var id = (string)context.GetRouteValue("id")!;
        if (!operations.TryGetValue(id, out var statuses))
        {
            context.Response.StatusCode = 404;
            await context.Response.WriteAsJsonAsync(new { error = new { code = "NotFound", message = "No such operation." } });
            return;
        }

        var status = statuses.Count > 1 ? statuses.Dequeue() : statuses.Peek();
        if (status is "Running" or "NotStarted")
            context.Response.Headers.RetryAfter = "30";
        object? error = status == "Failed" ? new { code = "EmailDropped", message = "Refused by policy." } : null;
        await context.Response.WriteAsJsonAsync(new { id, status, error });
    }

    private async Task SendSmsAsync(HttpContext context)
    {
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        Accepted.Enqueue(body);
        var results = body["smsRecipients"]!.AsArray().Select(r => (string)r!["to"]!).Select(to => to.StartsWith('+')
            ? (object)new { to, messageId = "id-of-" + to, httpStatusCode = 202, repeatabilityResult = "accepted", successful = true }
            : new { to, httpStatusCode = 400, successful = false, errorMessage = "Invalid To phone number format." });
        context.Response.StatusCode = 202;
        await context.Response.WriteAsJsonAsync(new { value = results });
    }
}
