using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MailMaker.Tests.Imports;

/// <summary>Calls the function behind an HTTP door and writes its answer out, without a server.</summary>
internal static class Doors
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging(l => l.ClearProviders()).AddProblemDetails().BuildServiceProvider();

    public static async Task<Answer> CallAsync(Func<HttpRequest, Task<IResult>> door, string body = "", string query = "")
    {
        var context = new DefaultHttpContext { RequestServices = Services };
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Request.QueryString = new QueryString(query);
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await door(context.Request)).ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), context.Response.Headers.Location.ToString());
    }

    internal sealed record Answer(int Status, string Text, string Location)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    }
}
