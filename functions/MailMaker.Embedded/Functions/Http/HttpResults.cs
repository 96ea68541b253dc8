using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>Writes what a function returned.</summary>
internal static class HttpResults
{
    private static readonly ActionDescriptor NoAction = new();

    /// <summary>Minimal-API and action results write themselves. Any other value writes nothing, as with the real ASP.NET Core integration.</summary>
    public static Task WriteAsync(object? result, HttpContext http) => result switch
    {
        IResult minimal => minimal.ExecuteAsync(http),
        IActionResult action => action.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), NoAction)),
        _ => Task.CompletedTask,
    };
}
