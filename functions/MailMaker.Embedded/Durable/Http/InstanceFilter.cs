using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Primitives;

namespace MailMaker.Embedded.Durable.Http;

/// <summary>Reads the query of a listing or purge.</summary>
internal static class InstanceFilter
{
    /// <summary>The filter that a request names; false when a value can't be read.</summary>
    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out OrchestrationQuery? filter)
    {
        filter = null;
        var query = request.Query;
        if (!TryTime(query["createdTimeFrom"], out var from) || !TryTime(query["createdTimeTo"], out var to) || !TryStatuses(query["runtimeStatus"], out var statuses))
            return false;
        var size = OrchestrationQuery.DefaultPageSize;
        if (query["top"] is { Count: > 0 } top && (!int.TryParse(top, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size == 0))
            return false;
        var token = (string?)request.Headers["x-ms-continuation-token"];
        if (!string.IsNullOrEmpty(token) && !long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return false;
        filter = new OrchestrationQuery(from, to, statuses, null, query["instanceIdPrefix"], size, FetchInputsAndOutputs: true, token);
        return true;
    }

    private static bool TryTime(StringValues value, out DateTimeOffset? time)
    {
        time = null;
        if (StringValues.IsNullOrEmpty(value))
            return true;
        var read = DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at);
        time = at;
        return read;
    }

    private static bool TryStatuses(StringValues value, out IEnumerable<OrchestrationRuntimeStatus>? statuses)
    {
        statuses = null;
        if (StringValues.IsNullOrEmpty(value))
            return true;
        var named = new List<OrchestrationRuntimeStatus>();
        foreach (var name in value.ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status) || !Enum.IsDefined(status))
                return false;
            named.Add(status);
        }

        statuses = named;
        return true;
    }
}
