using MailMaker.Embedded.Functions.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>Turns what a function threw into an answer that says nothing about the inside (RFC 9457). The log has the rest.</summary>
internal sealed class HttpFaults(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            await AnswerAsync(http, StatusOf(e));
        }
        catch (Exception)
        {
            // Half an answer is out: the client must see that it broke off.
            http.Abort();
        }
    }

    private static int StatusOf(Exception exception) => exception switch
    {
        // Kestrel's own findings: body too large (413), broken chunk (400), too slow (408).
        BadHttpRequestException e => e.StatusCode,
        TriggerMetadataException => StatusCodes.Status400BadRequest,
        OperationCanceledException => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.Clear();
        http.Response.StatusCode = status;
        var problem = new ProblemDetails { Status = status, Title = TitleOf(status), Type = "about:blank" };
        return http.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", CancellationToken.None);
    }

    // RFC 9457 §4.2.1: with about:blank the title is the status phrase.
    private static string TitleOf(int status) => Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status);
}
