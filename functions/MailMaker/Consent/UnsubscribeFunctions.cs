using MailMaker.Core.Consent;
using MailMaker.PublicPages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Consent;

/// <summary>The public doors out of a list. The token in the path is all the right that is needed (RFC 8058 §3.2: no login, no cookie, no redirect).</summary>
public sealed class UnsubscribeFunctions(UnsubscribeTokens tokens, Farewell farewell, PageFrames frames, Caller caller)
{
    /// <summary>The page with the button. It changes nothing: link scanners and previews come here too.</summary>
    [Function("ShowUnsubscribe")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "u/{token}")] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not TokenReading.Valid { Link: var link })
            return PageFrame.Unknown(request);
        return await farewell.ListAsync(link, cancellationToken) is { } list
            ? UnsubscribePages.Ask(await frames.OfAsync(request, list, link.Contact, cancellationToken), list, token)
            : UnsubscribePages.NothingToLeave(request);
    }

    /// <summary>Leaves the list, whether the page's button or a mail program's one-click (RFC 8058) asks for it.</summary>
    [Function("Unsubscribe")]
    public async Task<IResult> LeaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "u/{token}")] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not TokenReading.Valid { Link: var link })
            return PageFrame.Unknown(request);
        var reason = await LeaveBody.ReasonAsync(request, cancellationToken);
        var source = caller.Of(request, reason == GoodbyeReason.Link ? "link" : "one-click");
        return await farewell.LeaveAsync(link, reason, source, cancellationToken) switch
        {
            FarewellOutcome.Left left => UnsubscribePages.Left(await frames.OfAsync(request, left.List, link.Contact, cancellationToken), left.List, token),
            FarewellOutcome.LeftWhileSending left =>
                UnsubscribePages.LeftWhileSending(await frames.OfAsync(request, left.List, link.Contact, cancellationToken), left.List),
            _ => UnsubscribePages.NothingToLeave(request),
        };
    }
}
