using MailMaker.Embedded.Functions.Hosting;
using MailMaker.Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>Maps HTTP functions to routes, and serves them.</summary>
internal sealed class HttpFunctions(
    IEndpointRouteBuilder endpoints, FunctionKeys keys, FunctionRunner runner, InvocationLimits limits)
{
    private readonly Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Maps one function.</summary>
    /// <exception cref="FunctionRefusedException">Another function has the same route and method.</exception>
    public void Map(RegisteredFunction function, HttpTriggerBinding binding)
    {
        CheckUnique(function, binding);
        RequestDelegate serve = binding.Level == AuthorizationLevel.Anonymous
            ? http => ServeAsync(function, http)
            : http => keys.Open(binding.Level, http.Request) ? ServeAsync(function, http) : Refuse(http);
        var route = binding.Methods.Count == 0
            ? endpoints.Map(binding.Pattern, serve)
            : endpoints.MapMethods(binding.Pattern.RawText!, binding.Methods, serve);
        route.WithDisplayName(function.Name);
    }

    /// <summary>Maps <c>GET /admin/host/status</c>, for the master key.</summary>
    public void MapHostStatus()
    {
        var started = limits.Clock.GetTimestamp();
        RequestDelegate serve = http => !keys.Open(AuthorizationLevel.Admin, http.Request)
            ? Refuse(http)
            : http.Response.WriteAsJsonAsync(
                new HostStatus("Running", HostStatus.ProductVersion, (long)limits.Clock.GetElapsedTime(started).TotalMilliseconds),
                http.RequestAborted);
        endpoints.MapGet("/admin/host/status", serve);
    }

    /// <summary>Says no, and nothing more: not whether a key was missing or wrong.</summary>
    public static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private async Task ServeAsync(RegisteredFunction function, HttpContext http)
    {
        if (http.Request.ContentLength > WebHosting.MaxRequestBodyBytes)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        using var context = new InvocationContext(function, new HttpEvent(http), http.RequestServices, limits);
        await HttpResults.WriteAsync(await runner.RunAsync(context), http);
    }

    private void CheckUnique(RegisteredFunction function, HttpTriggerBinding binding)
    {
        var any = binding.Methods.Count == 0;
        foreach (var method in any ? ["*"] : binding.Methods)
        {
            var route = $"{method} {binding.Pattern.RawText}";
            if (!owners.TryAdd(route, function.Name))
                throw new FunctionRefusedException($"Functions {owners[route]} and {function.Name} have the same route and method: {route}.");
        }
    }
}
