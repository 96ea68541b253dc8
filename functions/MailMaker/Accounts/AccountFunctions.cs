using MailMaker.Core.Accounts;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Accounts;

/// <summary>HTTP doors of accounts.</summary>
public sealed class AccountFunctions(IDefinitions definitions)
{
    /// <summary>Makes or changes an account.</summary>
    [Function("PutAccount")]
    public Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/accounts/{account}")] HttpRequest request,
        string account,
        CancellationToken cancellationToken) =>
        definitions.PutAsync<AccountDefinition, Account>(
            request, account, DefinitionKeys.Account, (asked, _) => asked.ToAccount(account), cancellationToken);

    /// <summary>An account.</summary>
    [Function("GetAccount")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}")] HttpRequest request,
        string account,
        CancellationToken cancellationToken) =>
        await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is { } found
            ? DefinitionAnswers.Ok(found.Value)
            : ProblemAnswers.NotFound("account");
}
