using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace MailMaker.SignUp;

/// <summary>The languages that a request asks for.</summary>
internal static class WishedLanguages
{
    /// <summary>Language tags, the dearest first: <c>?lang=</c>, then the browser's (RFC 9110 §12.5.4).</summary>
    public static IEnumerable<string> Of(HttpRequest request)
    {
        if (request.Query["lang"] is [{ Length: > 0 and <= 35 } asked])
            yield return asked;
        var accepted = new List<StringWithQualityHeaderValue>();
        foreach (var part in request.Headers.AcceptLanguage.ToString().Split(',', 20))
        {
            if (StringWithQualityHeaderValue.TryParse(part, out var range) && range.Quality != 0)
                accepted.Add(range);
        }

        foreach (var range in accepted.OrderByDescending(r => r.Quality ?? 1))
            yield return range.Value;
    }
}
