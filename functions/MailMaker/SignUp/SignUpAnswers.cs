using MailMaker.Core.SignUp;
using Microsoft.AspNetCore.Http;

namespace MailMaker.SignUp;

/// <summary>What scripts are answered: JSON, and refusals as RFC 9457 problem details in the form's language.</summary>
internal static class SignUpAnswers
{
    /// <summary>Whether who posted wants JSON rather than a page.</summary>
    public static bool WantsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        if (accept.Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return false;
        return accept.Contains("json", StringComparison.OrdinalIgnoreCase) || (request.ContentType ?? "").StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The answer to a post.</summary>
    public static IResult Json(HttpRequest request, SignUpOutcome outcome)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        var words = FormWords.For(WordsIn(request, outcome));
        return outcome switch
        {
            SignUpOutcome.Taken => Results.Json(
                new { status = "pending", title = words.CheckMailHeading, detail = words.CheckMailNote }, statusCode: StatusCodes.Status202Accepted),
            SignUpOutcome.Faulty faulty => Results.Problem(
                title: words.FaultsHeading, detail: words.Of(faulty.Faults[0].Kind), statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["errors"] = faulty.Faults.Select(f => new { pointer = Pointer(f.Input), detail = words.Of(f.Kind) }) }),
            SignUpOutcome.Unreadable unreadable => Results.Problem(
                title: words.FaultsHeading, detail: unreadable.Detail, statusCode: StatusCodes.Status400BadRequest,
                extensions: new Dictionary<string, object?> { ["errors"] = new[] { new { pointer = "", detail = unreadable.Detail } } }),
            SignUpOutcome.Foreign => Results.Problem(title: words.ForeignHeading, detail: words.ForeignNote, statusCode: StatusCodes.Status403Forbidden),
            SignUpOutcome.TooMany => Results.Problem(title: words.SlowDownHeading, detail: words.SlowDownNote, statusCode: StatusCodes.Status429TooManyRequests),
            _ => Results.Problem(title: words.NoFormHeading, detail: words.NoFormNote, statusCode: StatusCodes.Status404NotFound),
        };
    }

    /// <summary>The language of an answer.</summary>
    public static string WordsIn(HttpRequest request, SignUpOutcome outcome) => outcome switch
    {
        SignUpOutcome.Taken taken => taken.Language,
        SignUpOutcome.Faulty faulty => faulty.Language,
        _ => WishedLanguages.Of(request).FirstOrDefault() ?? "en",
    };

    private static string Pointer(string input) => input.Length == 0 ? "" : "/" + input;
}
