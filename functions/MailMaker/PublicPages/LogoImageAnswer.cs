using MailMaker.Core.Accounts;
using Microsoft.AspNetCore.Http;

namespace MailMaker.PublicPages;

/// <summary>A picture and nothing but a picture, whatever else its octets might pass for.</summary>
/// <param name="image">PNG or JPEG.</param>
internal sealed class LogoImageAnswer(byte[] image) : IResult
{
    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = LogoImage.ContentType(image) ?? "application/octet-stream";
        response.ContentLength = image.Length;
        response.Headers.CacheControl = "public, max-age=31536000, immutable";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        await response.Body.WriteAsync(image, httpContext.RequestAborted);
    }
}
