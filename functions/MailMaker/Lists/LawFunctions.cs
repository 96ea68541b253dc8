using MailMaker.Accounts;
using MailMaker.Core.Lists;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Lists;

/// <summary>The HTTP door of what a list keeps to by law.</summary>
public sealed class LawFunctions(IListSource lists)
{
    /// <summary>Each rule that the list keeps to, and whether its regime or its owner set it.</summary>
    [Function("GetListLaw")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/lists/{list}/law")] HttpRequest request,
        string account,
        string list,
        CancellationToken cancellationToken) =>
        await lists.ListAsync(account, list, cancellationToken) is { } found ? DefinitionAnswers.Ok(LawInForce.Of(found)) : ProblemAnswers.NotFound("list");
}
