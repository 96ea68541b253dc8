using Microsoft.AspNetCore.Http;

namespace MailMaker.SignUp;

/// <summary>Sends a browser on, by GET, to a place that the form's owner fixed: no part of it ever comes from a request.</summary>
/// <param name="place">Where to.</param>
internal sealed class SeeOther(string place) : IResult
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = place;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
