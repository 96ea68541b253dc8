using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Inbound;

/// <summary>HTTP doors: what came back, and what waits for a person.</summary>
public sealed class InboundFunctions(InboundLog log, ReviewBlobs review, InboundMailroom mailroom, IDefinitions definitions, TimeProvider clock)
{
    private const string Review = "api/inbound/review/{id}";
    private const int MostListed = 1_000;
    private const int DaysShown = 31;

    /// <summary>What came back for an account, by day and class.</summary>
    [Function("GetAccountInbound")]
    public async Task<IResult> AccountAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/inbound")] HttpRequest request, string account, CancellationToken cancellationToken) =>
        await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is null
            ? ProblemAnswers.NotFound("account")
            : await DaysAsync(request, account, cancellationToken);

    /// <summary>What came back and belongs to no account that can be told, by day and class.</summary>
    [Function("GetInbound")]
    public Task<IResult> AllAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/inbound")] HttpRequest request, CancellationToken cancellationToken) =>
        DaysAsync(request, null, cancellationToken);

    /// <summary>Mails that wait for a person: names and reasons, nothing of what they hold.</summary>
    [Function("ListInboundReview")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/inbound/review")] HttpRequest request, CancellationToken cancellationToken)
    {
        var mails = new List<ReviewedMail>();
        await foreach (var mail in review.AllAsync(cancellationToken))
        {
            mails.Add(mail);
            if (mails.Count == MostListed)
                break;
        }

        return DefinitionAnswers.Ok(new { mails });
    }

    /// <summary>Handles a mail that waits once more.</summary>
    [Function("RetryInboundReview")]
    public async Task<IResult> RetryAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Review + "/retry")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        MailIdentity.Parse(id) is { } mail && await mailroom.RetryAsync(mail, cancellationToken) is { } plan
            ? DefinitionAnswers.Ok(new { @class = plan.Class, waitsBecause = plan.Review })
            : ProblemAnswers.NotFound("mail");

    /// <summary>Removes a mail that somebody has looked at.</summary>
    [Function("DeleteInboundReview")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Review)] HttpRequest request, string id, CancellationToken cancellationToken) =>
        MailIdentity.Parse(id) is { } mail && await review.DeleteAsync(mail, cancellationToken) ? Results.NoContent() : ProblemAnswers.NotFound("mail");

    private async Task<IResult> DaysAsync(HttpRequest request, string? account, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (!TryDay(request.Query["from"], today.AddDays(1 - DaysShown), out var from) || !TryDay(request.Query["to"], today, out var to))
            return ProblemAnswers.Refused([new Problem("", "The parameters from and to are days such as 2026-03-10.")]);
        return DefinitionAnswers.Ok(new { from, to, days = await log.DaysAsync(account, from, to, cancellationToken) });
    }

    private static bool TryDay(string? text, DateOnly standard, out DateOnly day)
    {
        day = standard;
        return string.IsNullOrEmpty(text)
            || DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out day);
    }
}
