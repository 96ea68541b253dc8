using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Lists;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Lists;

/// <summary>HTTP doors of lists.</summary>
public sealed class ListFunctions(DefinitionStore definitions)
{
    /// <summary>Makes or changes a list; key kind and buckets are fixed when it is made.</summary>
    [Function("PutList")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/accounts/{account}/lists/{list}")] HttpRequest request,
        string account,
        string list,
        CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is null)
            return ProblemAnswers.NotFound("account");
        var names = await definitions.NamesAsync(account, DefinitionKeys.List(""), cancellationToken);
        return await definitions.PutAsync<ContactListDefinition, ContactList>(
            request, account, DefinitionKeys.List(list),
            (asked, existing) => existing is null && names.Count >= ContactList.MostListsPerAccount
                ? new(null, [new Problem("", $"The account has {names.Count} lists already; {ContactList.MostListsPerAccount} are the most. Delete one first.")])
                : asked.ToList(account, list, existing),
            cancellationToken);
    }

    /// <summary>A list.</summary>
    [Function("GetList")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/lists/{list}")] HttpRequest request,
        string account,
        string list,
        CancellationToken cancellationToken) =>
        await definitions.FindAsync<ContactList>(account, DefinitionKeys.List(list), cancellationToken) is { } found
            ? DefinitionAnswers.Ok(found.Value)
            : ProblemAnswers.NotFound("list");

    /// <summary>The names of an account's lists.</summary>
    [Function("GetLists")]
    public async Task<IResult> GetAllAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/lists")] HttpRequest request,
        string account,
        CancellationToken cancellationToken) =>
        Results.Json(new { lists = await definitions.NamesAsync(account, DefinitionKeys.List(""), cancellationToken) }, DefinitionJson.Options);
}
