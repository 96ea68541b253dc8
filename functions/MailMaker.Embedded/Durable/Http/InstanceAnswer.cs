using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;

namespace MailMaker.Embedded.Durable.Http;

/// <summary>How the management API shows instances.</summary>
internal static class InstanceAnswer
{
    private const string RetryAfterSeconds = "10";

    /// <summary>One instance: 200 when it has finished, 202 with a <c>Location</c> while it has not, 500 for a failed one if the request asks so.</summary>
    public static IResult Of(HttpContext http, OrchestrationMetadata found)
    {
        var body = Body(http.Request, found);
        if (!found.IsCompleted)
        {
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            http.Response.Headers.Location = Address(http.Request, found.InstanceId, string.Empty);
            return Results.Json(body, statusCode: StatusCodes.Status202Accepted);
        }

        var failed = found.RuntimeStatus == OrchestrationRuntimeStatus.Failed && Asks(http.Request, "returnInternalServerErrorOnFailure");
        return Results.Json(body, statusCode: failed ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    /// <summary>An instance as JSON; inputs unless the request says <c>showInput=false</c>.</summary>
    public static JsonObject Body(HttpRequest request, OrchestrationMetadata found) => new()
    {
        ["name"] = found.Name,
        ["instanceId"] = found.InstanceId,
        ["runtimeStatus"] = found.RuntimeStatus.ToString(),
        ["input"] = string.Equals(request.Query["showInput"], "false", StringComparison.OrdinalIgnoreCase) ? null : Node(found.SerializedInput),
        ["customStatus"] = Node(found.SerializedCustomStatus),
        ["output"] = found.FailureDetails is { } failure ? failure.ToString() : Node(found.SerializedOutput),
        ["createdTime"] = found.CreatedAt.UtcDateTime,
        ["lastUpdatedTime"] = found.LastUpdatedAt.UtcDateTime,
    };

    /// <summary>The answer to a start: 202, where to look, and every address for the instance, with the caller's own key.</summary>
    public static IResult CheckStatus(HttpContext http, string id)
    {
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        http.Response.Headers.Location = Address(http.Request, id, string.Empty);
        return Results.Json(Addresses(http.Request, id), statusCode: StatusCodes.Status202Accepted);
    }

    private static JsonObject Addresses(HttpRequest request, string id) => new()
    {
        ["id"] = id,
        ["purgeHistoryDeleteUri"] = Address(request, id, string.Empty),
        ["sendEventPostUri"] = Address(request, id, "/raiseEvent/{eventName}"),
        ["statusQueryGetUri"] = Address(request, id, string.Empty),
        ["terminatePostUri"] = Address(request, id, "/terminate") + Reason(request),
        ["suspendPostUri"] = Address(request, id, "/suspend") + Reason(request),
        ["resumePostUri"] = Address(request, id, "/resume") + Reason(request),
        ["restartPostUri"] = Address(request, id, "/restart"),
    };

    private static string Address(HttpRequest request, string id, string step) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}{DurableManagement.Root}/instances/{Uri.EscapeDataString(id)}{step}{Code(request)}";

    private static string Code(HttpRequest request) =>
        (string?)request.Query["code"] is { Length: > 0 } code ? "?code=" + Uri.EscapeDataString(code) : string.Empty;

    private static string Reason(HttpRequest request) => (Code(request).Length > 0 ? "&" : "?") + "reason={text}";

    private static JsonNode? Node(string? json) => json is null ? null : JsonNode.Parse(json);

    private static bool Asks(HttpRequest request, string name) => string.Equals(request.Query[name], "true", StringComparison.OrdinalIgnoreCase);
}
