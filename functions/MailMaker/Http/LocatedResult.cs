using Microsoft.AspNetCore.Http;

namespace MailMaker.Http;

/// <summary>An answer with a <c>Location</c> header.</summary>
public static class LocatedResult
{
    /// <summary>The answer, naming where to look for what it began.</summary>
    public static IResult WithLocation(this IResult result, string location) => new Located(result, location);

    private sealed class Located(IResult result, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return result.ExecuteAsync(httpContext);
        }
    }
}
