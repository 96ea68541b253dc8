using System.Globalization;
using MailMaker.Core;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Http;
using MailMaker.Lists;
using MailMaker.Persons;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace MailMaker.Contacts;

/// <summary>HTTP doors of contacts. A contact is named by its key (foreign key, address or number), in any form that a file might write it in.</summary>
public sealed class ContactFunctions(IListSource lists, ContactStore contacts, ContactBatch batch, KeyChanger keys, PersonErasures erasures)
{
    private const string Contacts = "api/accounts/{account}/lists/{list}/contacts";
    private const string Contact = Contacts + "/{key}";
    private const int MostBytes = 256 * 1024;

    /// <summary>The contacts of a list, in pages: <c>?top=</c> 1 to 1,000 (100 when not said) and <c>?continuation=</c>.</summary>
    [Function("GetContacts")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Contacts)] HttpRequest request, string account, string list, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, list, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("list");
        var top = 100;
        if (request.Query["top"] is [{ Length: > 0 } asked] && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out top) || top is < 1 or > 1_000))
            return ProblemAnswers.Refused([new Problem("", "top is a number from 1 to 1,000.")]);
        var page = await contacts.PageAsync(found, top, request.Query["continuation"], cancellationToken);
        return page is null
            ? ProblemAnswers.Refused([new Problem("", "The continuation is not one that this list answered with.")])
            : Json(new { contacts = page.Contacts.Select(ContactAnswer.Of), continuation = page.Continuation });
    }

    /// <summary>One contact.</summary>
    [Function("GetContact")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Contact)] HttpRequest request,
        string account,
        string list,
        string key,
        CancellationToken cancellationToken) => WithAsync(
        account, list, key,
        async (found, id, _) => await contacts.FindAsync(found, id, cancellationToken) is { } contact
            ? Json(ContactAnswer.Of(contact)) : ProblemAnswers.NotFound("contact"),
        cancellationToken);

    /// <summary>Makes a contact, or replaces all of its fields.</summary>
    [Function("PutContact")]
    public Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Contact)] HttpRequest request,
        string account,
        string list,
        string key,
        CancellationToken cancellationToken) => ChangeAsync(
        request, account, list, key,
        async (found, _, normal, body) => body.NewKey is null
            ? await ApplyAsync(found, new BatchItem(ContactOperation.Put, normal, body, []), cancellationToken)
            : ProblemAnswers.Refused([new ContactBodyReader(found).KeyIsFixed("")]),
        cancellationToken);

    /// <summary>Changes the fields that the body has; null clears one. Another value of the key changes the key.</summary>
    [Function("PatchContact")]
    public Task<IResult> PatchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = Contact)] HttpRequest request,
        [DurableClient] DurableTaskClient orchestrations,
        string account,
        string list,
        string key,
        CancellationToken cancellationToken) => ChangeAsync(
        request, account, list, key,
        async (found, id, normal, body) => body.NewKey is null
            ? await ApplyAsync(found, new BatchItem(ContactOperation.Patch, normal, body, []), cancellationToken)
            : Answer(await keys.ChangeAsync(found, id, body, orchestrations, cancellationToken)),
        cancellationToken);

    /// <summary>Removes a contact; a goodbye that it said stays. With <c>?erase=true</c> the person is erased: only keyed hashes stay.</summary>
    [Function("DeleteContact")]
    public Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Contact)] HttpRequest request,
        string account,
        string list,
        string key,
        CancellationToken cancellationToken) => WithAsync(
        account, list, key,
        async (found, _, normal) => request.Query["erase"] == "true"
            ? Answer(await erasures.EraseAsync(account, new OptOut(list, normal, null, null), cancellationToken))
            : await ApplyAsync(found, new BatchItem(ContactOperation.Delete, normal, null, []), cancellationToken),
        cancellationToken);

    private Task<IResult> ChangeAsync(
        HttpRequest request, string account, string list, string key, Func<ContactList, ContactId, string, ContactBody, Task<IResult>> change,
        CancellationToken cancellationToken) => WithAsync(
        account, list, key,
        async (found, id, normal) =>
        {
            if (await request.ReadBodyAsync(MostBytes, cancellationToken) is not { } json)
                return ProblemAnswers.Refused([new Problem("", $"The body is over {MostBytes} bytes.")]);
            var body = ContactBody.Read(found, normal, json.Span);
            return body.Value is null ? ProblemAnswers.Refused(body.Problems) : await change(found, id, normal, body.Value);
        },
        cancellationToken);

    private async Task<IResult> ApplyAsync(ContactList list, BatchItem item, CancellationToken cancellationToken)
    {
        var result = (await batch.ApplyAsync(list, [item], cancellationToken))[0];
        return result.Result switch
        {
            ContactResultKind.Created => Results.Json(Answer(result), DefinitionJson.Options, statusCode: StatusCodes.Status201Created),
            ContactResultKind.Updated or ContactResultKind.Unchanged => Json(Answer(result)),
            ContactResultKind.Removed => Results.NoContent(),
            ContactResultKind.Missing => ProblemAnswers.NotFound("contact"),
            ContactResultKind.Refused => ProblemAnswers.Refused(result.Errors!),
            _ => ProblemAnswers.Conflict("Somebody else keeps changing the contact. Try again."),
        };
    }

    private async Task<IResult> WithAsync(
        string account, string list, string key, Func<ContactList, ContactId, string, Task<IResult>> act, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, list, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("list");
        if (FieldRules.For(found, HeaderMap.KeyField(found.Key)).Normalise(key, out var normal) is not null || normal.Length == 0)
            return ProblemAnswers.NotFound("contact");
        return await act(found, ContactId.Of(found.Key, normal), normal);
    }

    private static IResult Answer(Checked<IReadOnlyList<Erasure>> erased) =>
        erased.Value is null ? ProblemAnswers.Refused(erased.Problems) : Json(new { erased = erased.Value });

    private static IResult Answer(KeyChangeOutcome outcome) => outcome switch
    {
        KeyChangeOutcome.Changed changed => Json(ContactAnswer.Of(changed.Contact)),
        KeyChangeOutcome.NotNow notNow => ProblemAnswers.Conflict(notNow.Detail),
        KeyChangeOutcome.Refused refused => ProblemAnswers.Refused([refused.Problem]),
        _ => ProblemAnswers.NotFound("contact"),
    };

    private static ContactAnswer Answer(ContactResult result) => ContactAnswer.Of(new StoredContact(result.Key, result.Fields!, default));

    private static IResult Json(object value) => Results.Json(value, DefinitionJson.Options);
}
