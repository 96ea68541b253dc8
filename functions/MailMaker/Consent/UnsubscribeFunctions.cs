using MailMaker.Core.Consent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Consent;

/// <summary>The public doors out of a list. The token in the path is all the right that is needed (RFC 8058 §3.2: no login, no cookie, no redirect).</summary>
public sealed class UnsubscribeFunctions(UnsubscribeTokens tokens, Farewell farewell)
{
    /// <summary>The page with the button. It changes nothing: link scanners and previews come here too.</summary>
    [Function("ShowUnsubscribe")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "u/{token}")] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        var words = PageWords.For(request.Headers.AcceptLanguage);
        if (tokens.Read(token) is not TokenReading.Valid valid)
            return PublicPage.Unknown(words);
        return await farewell.ListAsync(valid.Link, cancellationToken) is { } list ? PublicPage.Ask(words, list) : PublicPage.NothingToLeave(words);
    }

    /// <summary>Leaves the list, whether the page's button or a mail program's one-click (RFC 8058) asks for it.</summary>
    [Function("Unsubscribe")]
    public async Task<IResult> LeaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "u/{token}")] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        var words = PageWords.For(request.Headers.AcceptLanguage);
        if (tokens.Read(token) is not TokenReading.Valid valid)
            return PublicPage.Unknown(words);
        return await farewell.LeaveAsync(valid.Link, await LeaveBody.ReasonAsync(request, cancellationToken), cancellationToken) switch
        {
            FarewellOutcome.Left left => PublicPage.Left(words, left.List),
            FarewellOutcome.LeftWhileSending left => PublicPage.LeftWhileSending(words, left.List),
            _ => PublicPage.NothingToLeave(words),
        };
    }
}
