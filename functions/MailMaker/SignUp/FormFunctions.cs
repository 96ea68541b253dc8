using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.Http;
using MailMaker.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace MailMaker.SignUp;

/// <summary>HTTP doors of forms' definitions.</summary>
public sealed class FormFunctions(DefinitionStore definitions, IListSource lists, FormStore forms, IConfiguration configuration)
{
    private const string Forms = "api/accounts/{account}/lists/{list}/forms";
    private const string Form = Forms + "/{form}";

    /// <summary>Makes or changes a form; changed consent texts become a new version.</summary>
    [Function("PutForm")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = Form)] HttpRequest request,
        string account,
        string list,
        string form,
        CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(account, list, cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("list");
        if (await request.ReadBodyAsync(DefinitionAnswers.MostBytes, cancellationToken) is not { } body)
            return ProblemAnswers.Refused([new("", $"The body is over {DefinitionAnswers.MostBytes} bytes.")]);
        var asked = DefinitionJson.Read<SignUpFormDefinition>(body.Span);
        var decided = asked.Value?.ToForm(found, form) ?? new Checked<SignUpForm>(null, asked.Problems);
        if (decided.Value is null)
            return ProblemAnswers.Refused(decided.Problems);
        var problems = await FaultsHereAsync(found, decided.Value, cancellationToken);
        return problems.Count > 0 ? ProblemAnswers.Refused(problems) : await WriteAsync(decided.Value, cancellationToken);
    }

    /// <summary>A form.</summary>
    [Function("GetForm")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Form)] HttpRequest request,
        string account,
        string list,
        string form,
        CancellationToken cancellationToken) =>
        await lists.ListAsync(account, list, cancellationToken) is not null && await forms.FindAsync(account, list, form, cancellationToken) is { } found
            ? DefinitionAnswers.Ok(found.Value)
            : ProblemAnswers.NotFound("form");

    /// <summary>Removes a form: its page is gone, links in confirmation mails that are out still work, and its consent texts stay.</summary>
    [Function("DeleteForm")]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Function, "delete", Route = Form)] HttpRequest request,
        string account,
        string list,
        string form,
        CancellationToken cancellationToken)
    {
        if (await forms.FindAsync(account, list, form, cancellationToken) is null)
            return ProblemAnswers.NotFound("form");
        await forms.DeleteAsync(account, list, form, cancellationToken);
        return Results.NoContent();
    }

    /// <summary>The names of a list's forms.</summary>
    [Function("GetForms")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Forms)] HttpRequest request, string account, string list, CancellationToken cancellationToken) =>
        await lists.ListAsync(account, list, cancellationToken) is null
            ? ProblemAnswers.NotFound("list")
            : Results.Json(new { forms = await forms.NamesAsync(account, list, cancellationToken) }, DefinitionJson.Options);

    /// <summary>The versions of a form's consent texts, removed forms included.</summary>
    [Function("GetFormTexts")]
    public async Task<IResult> TextsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Form + "/texts")] HttpRequest request,
        string account,
        string list,
        string form,
        CancellationToken cancellationToken) =>
        Results.Json(new { versions = await forms.VersionsAsync(account, list, form, cancellationToken) }, DefinitionJson.Options);

    /// <summary>One version of a form's consent texts.</summary>
    [Function("GetFormText")]
    public async Task<IResult> TextAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Form + "/texts/{version:int}")] HttpRequest request,
        string account,
        string list,
        string form,
        int version,
        CancellationToken cancellationToken) =>
        await forms.TextAsync(account, list, form, version, cancellationToken) is { } text ? DefinitionAnswers.Ok(text) : ProblemAnswers.NotFound("version of the consent texts");

    private async Task<IResult> WriteAsync(SignUpForm form, CancellationToken cancellationToken)
    {
        var existing = await forms.FindAsync(form.Account, form.List, form.Name, cancellationToken);
        if (existing is null && (await forms.NamesAsync(form.Account, form.List, cancellationToken)).Count >= SignUpForm.MostPerList)
            return ProblemAnswers.Refused([new("", $"The list has {SignUpForm.MostPerList} forms already, and those are the most. Delete one first.")]);
        return await forms.WriteAsync(form, existing?.Version, cancellationToken) is { } written
            ? Results.Json(written, DefinitionJson.Options, statusCode: existing is null ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : ProblemAnswers.Conflict("Somebody else changed it at the same time. Read it and try again.");
    }

    // What only this installation can tell: said now, rather than to the first person who signs up.
    private async Task<IReadOnlyList<Problem>> FaultsHereAsync(ContactList list, SignUpForm form, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        if (await definitions.FindAsync<Account>(list.Account, DefinitionKeys.Account, cancellationToken) is not { Value.SenderAddress.Length: > 0 })
            problems.Add(new("", "The account has no sender's address: confirmation mails could not be sent."));
        if (form.Captcha is { } captcha && string.IsNullOrEmpty(configuration[ReCaptcha.SecretSetting(captcha.Secret)]))
            problems.Add(new("/captcha/secret", $"There is no setting {ReCaptcha.SecretSetting(captcha.Secret)}."));
        return problems;
    }
}
