using System.Text;
using Microsoft.AspNetCore.Http;

namespace MailMaker.SignUp;

/// <summary>A piece of HTML for a website to take in. Opened by itself it is a bare form without scripts.</summary>
/// <param name="html">The HTML.</param>
/// <param name="language">Its language.</param>
internal sealed class SnippetAnswer(string html, string language) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = Encoding.UTF8.GetBytes(html);
        var response = httpContext.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = language;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }
}
