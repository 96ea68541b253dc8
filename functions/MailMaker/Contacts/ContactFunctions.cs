using System.Globalization;
using MailMaker.Core;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Contacts;

/// <summary>HTTP doors of contacts. A contact is named by its key (foreign key, address or number), in any form that a file might write it in.</summary>
public sealed class ContactFunctions(IListSource lists, ContactStore contacts, ContactBatch batch)
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
        CancellationToken cancellationToken) =>
        ChangeAsync(request, ContactOperation.Put, account, list, key, cancellationToken);

    /// <summary>Changes the fields that the body has; null clears one.</summary>
    [Function("PatchContact")]
    public Task<IResult> PatchAsync(
        [HttpTrigger(AuthorizationLevel.Function, "patch", Route = Contact)] HttpRequest request,
        string account,
        string list,
        string key,
        CancellationToken cancellationToken) =>
        ChangeAsync(request, ContactOperation.Patch, account, list, key, cancellationToken);

    /// <summary>Removes a contact; a goodbye that it said stays.</summary>
    [Function("DeleteContact")]
    public Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Contact)] HttpRequest request,
        string account,
        string list,
        string key,
        CancellationToken cancellationToken) => WithAsync(
        account, list, key,
        (found, _, normal) => ApplyAsync(found, new BatchItem(ContactOperation.Delete, normal, null, []), cancellationToken),
        cancellationToken);

    private Task<IResult> ChangeAsync(
        HttpRequest request, ContactOperation operation, string account, string list, string key, CancellationToken cancellationToken) => WithAsync(
        account, list, key,
        async (found, _, normal) =>
        {
            if (await request.ReadBodyAsync(MostBytes, cancellationToken) is not { } json)
                return ProblemAnswers.Refused([new Problem("", $"The body is over {MostBytes} bytes.")]);
            var body = ContactBody.Read(found, normal, json.Span);
            if (body.Value is null)
                return ProblemAnswers.Refused(body.Problems);
            return body.Value.NewKey is null
                ? await ApplyAsync(found, new BatchItem(operation, normal, body.Value, []), cancellationToken)
                : ProblemAnswers.Refused([new ContactBodyReader(found).KeyIsFixed("")]);
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

    private static ContactAnswer Answer(ContactResult result) => ContactAnswer.Of(new StoredContact(result.Key, result.Fields!, default));

    private static IResult Json(object value) => Results.Json(value, DefinitionJson.Options);
}
