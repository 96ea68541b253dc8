using Microsoft.AspNetCore.Http;

namespace MailMaker.Tracking;

/// <summary>Sends a browser on to a place that the campaign fixed: no part of it ever comes from a request. Its own address is told to nobody.</summary>
/// <param name="target">Where to.</param>
internal sealed class OnToTarget(string target) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status302Found;
        response.ContentLength = 0;
        response.Headers.Location = target;
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return Task.CompletedTask;
    }
}
