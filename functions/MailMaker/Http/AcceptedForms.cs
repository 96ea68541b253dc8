using Microsoft.AspNetCore.Http;

namespace MailMaker.Http;

/// <summary>The forms that a caller can read (RFC 9110 §12.5.1).</summary>
public static class AcceptedForms
{
    /// <summary>Whether the caller would rather have CSV than JSON; JSON when nothing is said.</summary>
    public static bool PrefersCsv(HttpRequest request)
    {
        var (csv, json) = (0.0, 0.0);
        foreach (var accepted in request.GetTypedHeaders().Accept)
        {
            if (accepted.MediaType == "text/csv")
                csv = accepted.Quality ?? 1;
            else if (accepted.MediaType == "application/json")
                json = accepted.Quality ?? 1;
        }

        return csv > json;
    }
}
