using System.Text.Json;
using DurableTask.Core.Exceptions;
using MailMaker.Embedded.Durable.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.Http;

/// <summary>The management API of Durable Functions: routes, queries and status codes as documented for the service.</summary>
internal static class DurableManagement
{
    /// <summary>Where the API lives.</summary>
    public const string Root = "/runtime/webhooks/durabletask";

    /// <summary>Maps the API; a request that <paramref name="authorised"/> does not accept is answered with 401.</summary>
    public static IEndpointConventionBuilder MapDurableManagement(
        this IEndpointRouteBuilder endpoints, DurableEngine engine, Func<HttpContext, bool> authorised)
    {
        var api = endpoints.MapGroup(Root);
        api.AddEndpointFilter(async (call, next) => authorised(call.HttpContext) ? await next(call) : Results.Unauthorized());
        MapInstances(api, engine);
        MapOneInstance(api, engine);
        MapSteering(api, engine);
        api.MapPost("/orchestrators/{name}/{id?}", (HttpContext http, string name, string? id) => StartAsync(http, engine, name, id));
        return api;
    }

    private static void MapInstances(RouteGroupBuilder api, DurableEngine engine)
    {
        api.MapGet("/instances", (HttpContext http, CancellationToken _) => ListAsync(http, engine));
        api.MapDelete("/instances", async (HttpContext http, CancellationToken aborted) =>
        {
            if (!InstanceFilter.TryRead(http.Request, out var filter))
                return Results.BadRequest();
            var purge = new PurgeInstancesFilter(filter.CreatedFrom, filter.CreatedTo, filter.Statuses);
            return Deleted(await engine.Client.PurgeAllInstancesAsync(purge, aborted));
        });
    }

    private static void MapOneInstance(RouteGroupBuilder api, DurableEngine engine)
    {
        api.MapGet("/instances/{id}", async (HttpContext http, string id) =>
            await engine.Client.GetInstanceAsync(id, getInputsAndOutputs: true, http.RequestAborted) is { } found
                ? InstanceAnswer.Of(http, found)
                : Results.NotFound());
        api.MapDelete("/instances/{id}", async (HttpContext http, string id) =>
            Deleted(await engine.Client.PurgeInstanceAsync(id, http.RequestAborted)));
    }

    private static void MapSteering(RouteGroupBuilder api, DurableEngine engine)
    {
        var client = engine.Client;
        api.MapPost("/instances/{id}/raiseEvent/{eventName}", (HttpContext http, string id, string eventName) => RaiseAsync(http, engine, id, eventName));
        api.MapPost("/instances/{id}/terminate", (HttpContext http, string id, string? reason) =>
            SteerAsync(client, id, () => client.TerminateInstanceAsync(id, new TerminateInstanceOptions(reason), http.RequestAborted)));
        api.MapPost("/instances/{id}/suspend", (HttpContext http, string id, string? reason) =>
            SteerAsync(client, id, () => client.SuspendInstanceAsync(id, reason, http.RequestAborted)));
        api.MapPost("/instances/{id}/resume", (HttpContext http, string id, string? reason) =>
            SteerAsync(client, id, () => client.ResumeInstanceAsync(id, reason, http.RequestAborted)));
        api.MapPost("/instances/{id}/restart", (HttpContext http, string id, bool? restartWithNewInstanceId) =>
            RestartAsync(http, client, id, restartWithNewInstanceId ?? true));
    }

    private static IResult Deleted(PurgeResult purged) =>
        purged.PurgedInstanceCount == 0 ? Results.NotFound() : Results.Json(new { instancesDeleted = purged.PurgedInstanceCount });

    private static async Task<IResult> ListAsync(HttpContext http, DurableEngine engine)
    {
        if (!InstanceFilter.TryRead(http.Request, out var filter))
            return Results.BadRequest();
        await foreach (var page in engine.Client.GetAllInstancesAsync(filter).AsPages().WithCancellation(http.RequestAborted))
        {
            if (page.ContinuationToken is { } token)
                http.Response.Headers["x-ms-continuation-token"] = token;
            return Results.Json(page.Values.Select(found => InstanceAnswer.Body(http.Request, found)));
        }

        return Results.Json(Array.Empty<object>());
    }

    private static async Task<IResult> RaiseAsync(HttpContext http, DurableEngine engine, string id, string eventName)
    {
        if (!http.Request.HasJsonContentType() || await JsonBody.ReadAsync(http.Request) is not { IsValid: true } body)
            return Results.BadRequest("The request content is not JSON.");
        var client = (EmbeddedDurableTaskClient)engine.Client;
        try
        {
            return await SteerAsync(client, id, () => client.RaiseJsonAsync(id, eventName, body.Json, http.RequestAborted));
        }
        catch (ArgumentException e)
        {
            return Results.BadRequest(e.Message);
        }
    }

    private static async Task<IResult> SteerAsync(DurableTaskClient client, string id, Func<Task> step)
    {
        if (await client.GetInstanceAsync(id) is not { } found)
            return Results.NotFound();
        if (found.IsCompleted)
            return Results.StatusCode(StatusCodes.Status410Gone);
        await step();
        return Results.Accepted();
    }

    private static async Task<IResult> StartAsync(HttpContext http, DurableEngine engine, string name, string? id)
    {
        if (!engine.HasOrchestrator(name))
            return Results.BadRequest($"There is no orchestrator function '{name}'.");
        if (await JsonBody.ReadAsync(http.Request) is not { IsValid: true } body)
            return Results.BadRequest("The request content is not JSON.");
        try
        {
            var input = body.Json is null ? (object?)null : JsonDocument.Parse(body.Json).RootElement;
            id = await engine.Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), http.RequestAborted);
        }
        catch (ArgumentException e)
        {
            return Results.BadRequest(e.Message);
        }
        catch (OrchestrationAlreadyExistsException e)
        {
            return Results.Conflict(e.Message);
        }

        return InstanceAnswer.CheckStatus(http, id);
    }

    private static async Task<IResult> RestartAsync(HttpContext http, DurableTaskClient client, string id, bool newId)
    {
        try
        {
            return InstanceAnswer.CheckStatus(http, await client.RestartAsync(id, newId, http.RequestAborted));
        }
        catch (ArgumentException)
        {
            return Results.NotFound();
        }
        catch (InvalidOperationException)
        {
            return Results.BadRequest("The instance has not finished.");
        }
    }
}
