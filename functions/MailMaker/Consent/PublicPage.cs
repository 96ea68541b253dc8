using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MailMaker.Core.Lists;
using Microsoft.AspNetCore.Http;

namespace MailMaker.Consent;

/// <summary>A page for recipients: no script, nothing from elsewhere, not kept, not indexed, and its address told to nobody.</summary>
internal sealed class PublicPage : IResult
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:10vh auto;padding:0 1rem;color:#222}h1{font-size:1.4rem}"
        + "button{font:inherit;padding:.6rem 1.4rem;border:0;border-radius:.3rem;background:#1a4f8b;color:#fff;cursor:pointer}"
        + "footer{margin-top:3rem;padding-top:1rem;border-top:1px solid #ccc;font-size:.9rem;color:#555}";

    // Letters of every script stay readable; what HTML could take for markup does not.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // The button posts to the page itself: no other place can be a form's target.
    private static readonly string Policy = "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style))) + "'";

    private readonly int status;
    private readonly PageWords words;
    private readonly string heading;
    private readonly string body;

    private PublicPage(int status, PageWords words, string heading, string body)
    {
        this.status = status;
        this.words = words;
        this.heading = heading;
        this.body = body;
    }

    /// <summary>The page with the button.</summary>
    public static IResult Ask(PageWords words, ContactList list) => new PublicPage(
        StatusCodes.Status200OK, words, Titled(words.Leave, list),
        $"<p>{Text(words.LeaveNote)}</p><form method=\"post\"><button name=\"from\" value=\"page\">{Text(words.LeaveButton)}</button></form>{Controller(words, list)}");

    /// <summary>It is done.</summary>
    public static IResult Left(PageWords words, ContactList list) => new PublicPage(
        StatusCodes.Status200OK, words, Titled(words.LeftHeading, list), $"<p>{Text(words.LeftNote)}</p>{Controller(words, list)}");

    /// <summary>It is recorded, but a mail may still be on its way.</summary>
    public static IResult LeftWhileSending(PageWords words, ContactList list) => new PublicPage(
        StatusCodes.Status202Accepted, words, Titled(words.LeftHeading, list), $"<p>{Text(words.StillSendingNote)}</p>{Controller(words, list)}");

    /// <summary>The list is gone.</summary>
    public static IResult NothingToLeave(PageWords words) =>
        new PublicPage(StatusCodes.Status200OK, words, words.GoneHeading, $"<p>{Text(words.GoneNote)}</p>");

    /// <summary>The link is none of ours; the page says nothing about why.</summary>
    public static IResult Unknown(PageWords words) =>
        new PublicPage(StatusCodes.Status404NotFound, words, words.UnknownHeading, $"<p>{Text(words.UnknownNote)}</p>");

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = words.Language;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="{words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(heading)}</title><style>{Style}</style></head>
            <body><main><h1>{Text(heading)}</h1>{body}</main></body></html>

            """,
            httpContext.RequestAborted);
    }

    private static string Titled(string form, ContactList list) =>
        string.Format(CultureInfo.InvariantCulture, form, list.Title.Length > 0 ? list.Title : list.Name);

    private static string Controller(PageWords words, ContactList list) => list.DataController is not { } controller
        ? ""
        : $"<footer><strong>{Text(words.Controller)}</strong><br>{Text(controller.Name)}<br>{Text(controller.PostalAddress)}<br>{Text(controller.Email)}</footer>";

    private static string Text(string text) => Encoder.Encode(text);
}
