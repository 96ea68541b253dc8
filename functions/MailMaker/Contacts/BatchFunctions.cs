using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Contacts;

/// <summary>The HTTP door for many contacts at once.</summary>
public sealed class BatchFunctions(IListSource lists, ContactBatch batch)
{
    /// <summary>Bytes that a batch may have.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Makes, changes and removes up to 1,000 contacts; the answer says of each what became of it. A batch can be sent again.</summary>
    [Function("PostBatch")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/{account}/lists/{list}/batch")] HttpRequest request,
        string account,
        string list,
        CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, list, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("list");
        if (await request.ReadBodyAsync(MostBytes, cancellationToken) is not { } body)
            return ProblemAnswers.Refused([new Problem("", $"The body is over {MostBytes} bytes.")]);
        var items = BatchBody.Read(found, body);
        return items.Value is null
            ? ProblemAnswers.Refused(items.Problems)
            : Results.Json(BatchAnswer.Of(await batch.ApplyAsync(found, items.Value, cancellationToken)), DefinitionJson.Options);
    }
}
