using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Notices;
using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Persons;

/// <summary>HTTP doors of a person's rights: access (GDPR art. 15) and erasure (art. 17). The data controller is told of each.</summary>
public sealed class PersonFunctions(IDefinitions definitions, IListSource lists, PersonRecords records, PersonErasures erasures, ControllerNotices notices)
{
    private const int MostBytes = 4 * 1024;

    /// <summary>Everything that a list knows of one person.</summary>
    [Function("GetPersonRecord")]
    public async Task<IResult> RecordAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/lists/{list}/contacts/{key}/record")] HttpRequest request,
        string account,
        string list,
        string key,
        CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, list, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("list");
        if (FieldRules.For(found, HeaderMap.KeyField(found.Key)).Normalise(key, out var normal) is not null || normal.Length == 0
            || await records.FindAsync(found, normal, cancellationToken) is not { } record)
            return ProblemAnswers.NotFound("contact");
        await notices.TellAsync(found, PersonRight.Access, ContactId.Of(found.Key, normal), cancellationToken);
        return Results.Json(record, DefinitionJson.Options);
    }

    /// <summary>Erases a person, named by key, e-mail address or mobile number, from one list or from all; the answer says what was erased.</summary>
    [Function("PostErasure")]
    public async Task<IResult> EraseAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/{account}/erasure")] HttpRequest request,
        string account,
        CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is null)
            return ProblemAnswers.NotFound("account");
        if (await request.ReadBodyAsync(MostBytes, cancellationToken) is not { } body)
            return ProblemAnswers.Refused([new Problem("", $"The body is over {MostBytes} bytes.")]);
        var person = DefinitionJson.Read<OptOut>(body.Span);
        if (person.Value is null)
            return ProblemAnswers.Refused(person.Problems);
        return person.Value.Check("") is { } problem ? ProblemAnswers.Refused([problem]) : await EraseAsync(account, person.Value, cancellationToken);
    }

    private async Task<IResult> EraseAsync(string account, OptOut person, CancellationToken cancellationToken)
    {
        var erased = await erasures.EraseAsync(account, person, cancellationToken);
        return erased.Value is null ? ProblemAnswers.Refused(erased.Problems) : Results.Json(new { erased = erased.Value }, DefinitionJson.Options);
    }
}
