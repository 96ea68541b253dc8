using System.Globalization;
using MailMaker.Accounts;
using MailMaker.Consent;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Suppressions;
using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Suppressions;

/// <summary>HTTP doors of an account's suppression list.</summary>
public sealed class SuppressionFunctions(IDefinitions definitions, IListSource lists, SuppressionStore store, SuppressionDoor door, TimeProvider clock, Caller caller)
{
    private const string Route = "api/accounts/{account}/suppressions";
    private const int MostBytes = 4 * 1024;

    /// <summary>The suppressions in pages, in the order of their targets: <c>?prefix=</c>, <c>?reason=</c>, <c>?top=</c> 1 to 1,000 (100 when not said) and <c>?continuation=</c>.</summary>
    [Function("GetSuppressions")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route)] HttpRequest request, string account, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(account, cancellationToken))
            return ProblemAnswers.NotFound("account");
        var top = 100;
        if (request.Query["top"] is [{ Length: > 0 } asked] && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out top) || top is < 1 or > 1_000))
            return ProblemAnswers.Refused([new Problem("", "top is a number from 1 to 1,000.")]);
        SuppressionReason? reason = null;
        if (request.Query["reason"] is [{ Length: > 0 } word])
        {
            if (!Enum.TryParse<SuppressionReason>(word, ignoreCase: true, out var known) || !Enum.IsDefined(known))
                return ProblemAnswers.Refused([new Problem("", "reason is one of optOut, softBounces, hardBounce, manual and complaint.")]);
            reason = known;
        }

        var prefix = request.Query["prefix"].ToString().Trim().ToLowerInvariant();
        return Json(await PageAsync(account, top, request.Query["continuation"], prefix, reason, cancellationToken));
    }

    /// <summary>The suppressions of one address or domain: of the account and of its lists.</summary>
    [Function("GetSuppression")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Route + "/{target}")] HttpRequest request,
        string account,
        string target,
        CancellationToken cancellationToken)
    {
        if (SuppressionTarget.Canonical(target) is not { } canonical)
            return ProblemAnswers.NotFound("suppression");
        var page = await store.PageAsync(account, 1_000, null, canonical, cancellationToken);
        var found = page.Suppressions.Where(s => s.Target == canonical).Select(SuppressionAnswer.Of).ToList();
        return found.Count > 0 ? Json(new { suppressions = found }) : ProblemAnswers.NotFound("suppression");
    }

    /// <summary>Suppresses an address, or with <c>@</c> a domain, on one list or all. When the answer comes, no mail to the address is handed over any more.</summary>
    [Function("PutSuppression")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Route + "/{target}")] HttpRequest request,
        string account,
        string target,
        CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(account, cancellationToken))
            return ProblemAnswers.NotFound("account");
        if (SuppressionTarget.Canonical(target) is not { } canonical)
            return ProblemAnswers.Refused([new Problem("", "The address in the path is no e-mail address, no mobile number with its +, and no @ with a domain.")]);
        var body = await request.ReadBodyAsync(MostBytes, cancellationToken);
        var asked = DefinitionJson.Read<SuppressionRequest>(body is { Length: > 0 } json ? json.Span : "{}"u8);
        if (asked.Value is null)
            return ProblemAnswers.Refused(asked.Problems);
        if (asked.Value.Reason == SuppressionReason.Erased)
            return ProblemAnswers.Refused([new Problem("/reason", "A person is erased by erasing the contact.")]);
        if (asked.Value.List is { } list && await lists.ListAsync(account, list, cancellationToken) is null)
            return ProblemAnswers.Refused([new Problem("/list", "There is no such list.")]);
        var suppression = new Suppression(canonical, asked.Value.List, asked.Value.Reason, clock.GetUtcNow(), "api");
        var isNew = await door.SuppressAsync(account, suppression, caller.Of(request, "api"), cancellationToken);
        var now = await store.FindAsync(account, asked.Value.List, canonical, cancellationToken) ?? suppression;
        return Results.Json(SuppressionAnswer.Of(now), DefinitionJson.Options, statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    /// <summary>Takes a suppression back: of the account, or with <c>?list=</c> of a list. <c>?reason=</c> says why and is kept with what the suppression was.</summary>
    [Function("DeleteSuppression")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Route + "/{target}")] HttpRequest request,
        string account,
        string target,
        CancellationToken cancellationToken)
    {
        var reason = request.Query["reason"].ToString().Trim();
        if (reason.Length is 0 or > 200 || reason.Any(char.IsControl))
            return ProblemAnswers.Refused([new Problem("", "Say why with reason=: 1 to 200 characters, without personal data. It is kept.")]);
        if (SuppressionTarget.Canonical(target) is not { } canonical)
            return ProblemAnswers.NotFound("suppression");
        var list = request.Query["list"] is [{ Length: > 0 } named] ? named : null;
        return await door.LiftAsync(account, list, canonical, reason, clock.GetUtcNow(), caller.Of(request, "api"), cancellationToken)
            ? Results.NoContent()
            : ProblemAnswers.NotFound("suppression");
    }

    // A reason is not in the key: pages are read until enough are found.
    private async Task<object> PageAsync(
        string account, int top, string? continuation, string prefix, SuppressionReason? reason, CancellationToken cancellationToken)
    {
        var found = new List<SuppressionAnswer>();
        do
        {
            var page = await store.PageAsync(account, top - found.Count, continuation, prefix, cancellationToken);
            found.AddRange(page.Suppressions.Where(s => reason is null || s.Reason == reason).Select(SuppressionAnswer.Of));
            continuation = page.Continuation;
        }
        while (continuation is not null && found.Count < top);
        return new { suppressions = found, continuation };
    }

    private async Task<bool> ExistsAsync(string account, CancellationToken cancellationToken) =>
        await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is not null;

    private static IResult Json(object value) => Results.Json(value, DefinitionJson.Options);
}
