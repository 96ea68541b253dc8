using MailMaker.Http;
using MailMaker.Core.SignUp;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.SignUp;

/// <summary>The public doors of confirmation links.</summary>
public sealed class ConfirmFunctions(ConfirmationTokens tokens, Confirmation confirmation, SignUpPages pages, ClientAddress clients)
{
    private const string Route = "confirm/{token}";

    /// <summary>The page with the button. It changes nothing: link scanners come here too.</summary>
    [Function("ShowConfirmation")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string token, CancellationToken cancellationToken) =>
        tokens.Read(token) is { } link && await confirmation.FindAsync(link, cancellationToken) is { } found
            ? await pages.AskAsync(request, found.List, found.Form, found.SignUp.Language, cancellationToken)
            : pages.DeadLink(request);

    /// <summary>Confirms. Pressing the button again changes nothing and is answered alike.</summary>
    [Function("Confirm")]
    public async Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not { } link || await confirmation.FindAsync(link, cancellationToken) is not { } found)
            return pages.DeadLink(request);
        await confirmation.ConfirmAsync(found, clients.Of(request)?.ToString(), request.Headers.UserAgent.ToString());
        return await pages.ConfirmedAsync(request, found.List, found.Form, found.SignUp.Language, cancellationToken);
    }
}
