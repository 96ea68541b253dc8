namespace MailMaker.Core.Tracking;

/// <summary>
/// Reads a request's signs of a machine. Conservative: only what names itself counts, so that no person is lost. Google's and Yahoo's picture proxies fetch when a person opens the mail and
/// count as persons; Microsoft's Safe Links pass for browsers and are told by their timing alone.
/// </summary>
public static class RequestSigns
{
    private const int MostLookedAt = 512;

    // Parts of user agents, lower case.
    private static readonly string[] Scanners =
    [
        "barracuda", "mimecast", "proofpoint", "ironport", "ciscosecureemail", "symantec", "messagelabs", "fireeye", "trendmicro", "trend micro", "sophos", "fortimail", "forcepoint", "zscaler",
        "cloudmark", "mailguard", "hornetsecurity", "safelinks", "virustotal", "google-safety", "existence discovery",
    ];

    private static readonly string[] Programs =
    [
        "curl/", "wget/", "python-requests", "python-urllib", "aiohttp", "httpx", "go-http-client", "java/", "apache-httpclient", "libwww-perl", "node-fetch", "axios/", "undici",
        "headlesschrome", "phantomjs", "puppeteer", "playwright", "bot/", "bot;", "bot)", "googlebot", "bingbot", "bingpreview", "crawler", "spider", "slurp", "facebookexternalhit",
        "slackbot", "whatsapp/", "telegrambot", "twitterbot", "linkedinbot", "discordbot", "skypeuripreview", "embedly",
    ];

    private static readonly string[] Proxies = ["googleimageproxy", "yahoomailproxy"];

    /// <summary>The signs of a request.</summary>
    /// <param name="kind">What it asks for.</param>
    /// <param name="userAgent">Its user agent; empty when it has none.</param>
    /// <param name="purposes">Its headers <c>Sec-Purpose</c>, <c>Purpose</c>, <c>X-Purpose</c> and <c>X-Moz</c>, one after the other.</param>
    public static MachineSigns Of(EventKind kind, string userAgent, string purposes)
    {
        var signs = MachineSigns.None;
        if (purposes.Contains("prefetch", StringComparison.OrdinalIgnoreCase) || purposes.Contains("preview", StringComparison.OrdinalIgnoreCase)
            || purposes.Contains("prerender", StringComparison.OrdinalIgnoreCase))
            signs |= MachineSigns.Prefetch;
        var agent = (userAgent.Length > MostLookedAt ? userAgent[..MostLookedAt] : userAgent).Trim();
        if (agent.Length == 0)
            return kind == EventKind.Click ? signs | MachineSigns.NoAgent : signs;
        // CUBOT makes telephones.
        if (IsOneOf(agent, Proxies) || agent.Contains("cubot", StringComparison.OrdinalIgnoreCase))
            return signs;
        if (agent == "Mozilla/5.0")
            signs |= MachineSigns.PrivacyPrefetch;
        if (IsOneOf(agent, Scanners))
            signs |= MachineSigns.Scanner;
        if (IsOneOf(agent, Programs))
            signs |= MachineSigns.Program;
        return signs;
    }

    private static bool IsOneOf(string agent, string[] parts) => Array.Exists(parts, p => agent.Contains(p, StringComparison.OrdinalIgnoreCase));
}
