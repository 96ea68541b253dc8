using MailMaker.Campaigns;
using MailMaker.Core.SignUp;
using Microsoft.AspNetCore.Http;

namespace MailMaker.SignUp;

/// <summary>Which websites may post a form, and the headers that tell a browser so (Fetch standard, CORS protocol).</summary>
public sealed class FormOrigins(PublicAddress address)
{
    /// <summary>Whether the page that a request comes from may post the form. Programs that name no origin may: they could name any.</summary>
    public bool MayPost(SignUpForm form, HttpRequest request)
    {
        if (form.Origins.Count == 0 || request.Headers.Origin is not [{ Length: > 0 } origin])
            return true;
        // Our own page tells its address to nobody, so its origin comes as "null"; Sec-Fetch-Site is written by the browser alone.
        return Names(form, origin) || origin == address.Value || (origin == "null" && request.Headers["Sec-Fetch-Site"] == "same-origin");
    }

    /// <summary>Tells the browser whether the page may read the answer. No cookie is ever involved.</summary>
    public void Allow(SignUpForm form, HttpRequest request)
    {
        var headers = request.HttpContext.Response.Headers;
        headers.Vary = "Origin";
        if (request.Headers.Origin is [{ Length: > 0 } origin] && Names(form, origin))
            headers.AccessControlAllowOrigin = origin;
    }

    /// <summary>Answers a preflight.</summary>
    public void AllowPreflight(SignUpForm form, HttpRequest request)
    {
        Allow(form, request);
        var headers = request.HttpContext.Response.Headers;
        if (headers.AccessControlAllowOrigin.Count == 0)
            return;
        headers.AccessControlAllowMethods = "POST";
        headers.AccessControlAllowHeaders = "content-type, accept, accept-language";
        headers.AccessControlMaxAge = "86400";
    }

    private static bool Names(SignUpForm form, string origin) => form.Origins.Contains(origin, StringComparer.OrdinalIgnoreCase);
}
