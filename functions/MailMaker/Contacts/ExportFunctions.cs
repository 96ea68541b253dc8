using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Contacts;

/// <summary>The HTTP door through which a list goes out.</summary>
public sealed class ExportFunctions(IListSource lists, ContactExport export)
{
    /// <summary>The whole list as CSV, streamed: every field, and whether the contact may be written to.</summary>
    [Function("GetListExport")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/lists/{list}/export")] HttpRequest request,
        string account,
        string list,
        CancellationToken cancellationToken) =>
        await lists.ListAsync(account, list, cancellationToken) is { } found
            ? Results.Stream(target => export.WriteAsync(found, target, cancellationToken), "text/csv; charset=utf-8", $"{account}-{list}.csv")
            : ProblemAnswers.NotFound("list");
}
