using System.Text;
using Microsoft.AspNetCore.Http;

namespace MailMaker.PublicPages;

/// <summary>
/// A page for recipients: complete without scripts, nothing from elsewhere, not kept, not indexed, and its address told to nobody. It sets no cookie.
/// </summary>
internal sealed record PublicPage : IResult
{
    /// <summary>Language, brand and data controller.</summary>
    public required PageFrame Frame { get; init; }

    /// <summary>The heading, and the title.</summary>
    public required string Heading { get; init; }

    /// <summary>What stands below the heading.</summary>
    public required Html Content { get; init; }

    /// <summary>The answer's status.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Whether the page shows faults of a form: its title says so first (WCAG 2.2 §3.3.1).</summary>
    public bool HasFaults { get; init; }

    /// <summary>
    /// Directives that this page needs beside the strict ones, such as <c>script-src</c> for a captcha that its owner turned on; a directive given here replaces the strict one.
    /// </summary>
    public IReadOnlyDictionary<string, string> Policy { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var sheet = PageStyle.Of(Frame.Brand);
        var body = Encoding.UTF8.GetBytes(Markup(sheet, httpContext.Request.Path).ToString());
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = body.Length;
        response.Headers.ContentLanguage = Frame.Language.Tag();
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = PolicyWith(sheet);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    // What is not named is forbidden. Forms lead back to us only, and nobody may frame the page and steer clicks onto its buttons.
    private string PolicyWith(string sheet)
    {
        var directives = new Dictionary<string, string>
        {
            ["default-src"] = "'none'",
            ["style-src"] = PageStyle.Hash(sheet),
            ["img-src"] = Frame.Brand.LogoPath is null ? "'none'" : "'self'",
            ["form-action"] = "'self'",
            ["base-uri"] = "'none'",
            ["frame-ancestors"] = "'none'",
        };
        foreach (var (name, value) in Policy)
            directives[name] = value;
        return string.Join("; ", directives.Select(d => $"{d.Key} {d.Value}"));
    }

    private Html Markup(string sheet, PathString path)
    {
        var title = Frame.Brand.Name.Length > 0 ? $"{Heading} – {Frame.Brand.Name}" : Heading;
        if (HasFaults)
            title = $"{FrameWords.All.In(Frame.Language).ErrorTitle}: {title}";
        return Html.Of(
            $"""
            <!doctype html>
            <html lang="{Frame.Language.Tag()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title}</title><style>{new Html(sheet)}</style></head>
            <body>{Band(path)}<main><h1>{Heading}</h1>{Content}</main>{Foot()}</body></html>

            """);
    }

    private Html Band(PathString path)
    {
        if (Frame.Brand.LogoPath is not { } logo)
            return Frame.Brand.Name.Length > 0 ? Html.Of($"<header><p>{Frame.Brand.Name}</p></header>") : Html.None;
        // Relative, since a proxy may serve us below a path of its own.
        var up = string.Concat(Enumerable.Repeat("../", Math.Max(0, (path.Value ?? "").Count(c => c == '/') - 1)));
        return Html.Of($"<header><img src=\"{up + logo}\" alt=\"{Frame.Brand.Name}\"></header>");
    }

    private Html Foot()
    {
        if (Frame.Controller is not { } controller)
            return Html.None;
        // RFC 6068 §2: in an address everything but the @ may stand escaped, and then means nothing else.
        var mail = "mailto:" + Uri.EscapeDataString(controller.Email).Replace("%40", "@", StringComparison.Ordinal);
        return Html.Of(
            $"""
            <footer><h2>{FrameWords.All.In(Frame.Language).Controller}</h2><address>{controller.Name}<br>{controller.PostalAddress}<br><a href="{mail}">{controller.Email}</a></address></footer>
            """);
    }
}
