using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MailMaker.Tests.SignUp;

/// <summary>Stands in for Google's siteverify: answers what the token says.</summary>
internal sealed class CaptchaStub : IAsyncDisposable
{
    private readonly WebApplication server;

    private CaptchaStub(WebApplication server) => this.server = server;

    public string Url => server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/siteverify";

    public int Asked { get; private set; }

    public static async Task<CaptchaStub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new CaptchaStub(builder.Build());
        stub.server.MapPost("/siteverify", stub.AnswerAsync);
        await stub.server.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Asked++;
        var form = await context.Request.ReadFormAsync();
        Assert.False(form.ContainsKey("remoteip"));
        switch (form["response"].ToString())
        {
            case "hang":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "broken":
                await context.Response.WriteAsync("<html>");
                break;
            case "error":
                context.Response.StatusCode = 503;
                break;
            case var token when form["secret"] == "s3cret":
                await context.Response.WriteAsJsonAsync(new { success = token != "bot", score = token == "low" ? 0.1 : 0.9, action = token == "login" ? "login" : "signup", hostname = "www.example.com" });
                break;
            default:
                await context.Response.WriteAsync("""{"success":false,"error-codes":["invalid-input-secret"]}""");
                break;
        }
    }
}
