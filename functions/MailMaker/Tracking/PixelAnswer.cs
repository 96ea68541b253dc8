using Microsoft.AspNetCore.Http;

namespace MailMaker.Tracking;

/// <summary>The smallest picture that every mail program shows: a transparent GIF of one pixel (GIF89a), never kept by anybody.</summary>
internal sealed class PixelAnswer : IResult
{
    /// <summary>The one that there is.</summary>
    public static readonly PixelAnswer One = new();

    private static readonly byte[] Pixel =
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF,
        0x21, 0xF9, 4, 1, 0, 0, 0, 0,
        0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
    ];

    private PixelAnswer()
    {
    }

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "image/gif";
        response.ContentLength = Pixel.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        // Webmail shows it from another site than ours.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(Pixel, httpContext.RequestAborted).AsTask();
    }
}
