using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Consent;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Consent;

/// <summary>The HTTP door for the client's own opt-out system.</summary>
public sealed class OptOutFunctions(IDefinitions definitions, ClientOptOuts optOuts, Caller caller)
{
    private const int MostBytes = 1024 * 1024;

    // Most of an item's time is waiting for a mail that is being handed over at this moment.
    private const int Together = 32;

    /// <summary>Lets one person leave, or up to 1,000; the answer says of each what became of it. When it comes, no mail to them is handed over any more.</summary>
    [Function("PostOptOuts")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/{account}/optouts")] HttpRequest request,
        string account,
        CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is null)
            return ProblemAnswers.NotFound("account");
        if (await request.ReadBodyAsync(MostBytes, cancellationToken) is not { } body)
            return ProblemAnswers.Refused([new Problem("", $"The body is over {MostBytes} bytes.")]);
        var items = OptOutBody.Read(body.Span);
        if (items.Value is null)
            return ProblemAnswers.Refused(items.Problems);
        var results = new OptOutResult[items.Value.Count];
        var source = caller.Of(request, "api");
        await Parallel.ForAsync(
            0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = Together, CancellationToken = cancellationToken },
            async (i, cancellation) => results[i] = items.Value[i] switch
            {
                (null, { } problem) => OptOutResult.Refused(problem),
                var (item, _) => await optOuts.LeaveAsync(account, item!, source, results.Length == 1 ? "" : $"/optouts/{i}", cancellation),
            });
        return Results.Json(new { results }, DefinitionJson.Options);
    }
}
