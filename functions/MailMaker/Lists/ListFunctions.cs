using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Lists;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Lists;

/// <summary>HTTP doors of lists.</summary>
public sealed class ListFunctions(DefinitionStore definitions, ListWriter writer, CampaignsOfList campaigns)
{
    /// <summary>Makes or changes a list; key kind and buckets are fixed when it is made.</summary>
    [Function("PutList")]
    public Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/accounts/{account}/lists/{list}")] HttpRequest request,
        string account,
        string list,
        CancellationToken cancellationToken) =>
        writer.PutAsync(request, account, list, cancellationToken);

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

    /// <summary>
    /// Deletes a list with everybody on it: 202; the work is done in the background, and until it is done the list is shown with <c>deletingSince</c>.
    /// </summary>
    [Function("DeleteList")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = "api/accounts/{account}/lists/{list}")] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string list,
        CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync<ContactList>(account, DefinitionKeys.List(list), cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("list");
        if (await campaigns.FindRunningAsync(account, list, cancellationToken) is { } running)
            return ProblemAnswers.Conflict($"The campaign {running} of the list is under way. Cancel it, or wait until it is over.");
        await ListDeletion.StartAsync(found.Value, orchestrations, cancellationToken);
        return Results.Accepted($"/api/accounts/{account}/lists/{list}");
    }
}
