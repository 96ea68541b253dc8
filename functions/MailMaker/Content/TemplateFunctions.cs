using System.Text;
using System.Text.Json;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Core;
using MailMaker.Core.Accounts;
using MailMaker.Core.Consent;
using MailMaker.Core.Content;
using MailMaker.Core.Tracking;
using MailMaker.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Content;

/// <summary>HTTP doors of templates.</summary>
public sealed class TemplateFunctions(IDefinitions definitions, PublicAddress address)
{
    private const int MostFieldBytes = 256 * 1024;

    // Which list and campaign it will be is not known; their names make the link in a text message longer.
    private const string SomeName = "ten-letter";

    /// <summary>Makes or changes a template; one with a fault is refused with the fault's line and column.</summary>
    [Function("PutTemplate")]
    public async Task<IResult> PutAsync(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/accounts/{account}/templates/{template}")] HttpRequest request,
        string account,
        string template,
        CancellationToken cancellationToken) =>
        await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken) is null
            ? ProblemAnswers.NotFound("account")
            : await definitions.PutAsync<MailTemplateDefinition, MailTemplate>(
                request, account, DefinitionKeys.Template(template), (asked, _) => asked.ToTemplate(template), cancellationToken);

    /// <summary>A template.</summary>
    [Function("GetTemplate")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/accounts/{account}/templates/{template}")] HttpRequest request,
        string account,
        string template,
        CancellationToken cancellationToken) =>
        await definitions.FindAsync<MailTemplate>(account, DefinitionKeys.Template(template), cancellationToken) is { } found
            ? DefinitionAnswers.Ok(found.Value)
            : ProblemAnswers.NotFound("template");

    /// <summary>Shows a template as a contact with the given fields would get it.</summary>
    [Function("RenderTemplate")]
    public async Task<IResult> RenderAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/{account}/templates/{template}/render")] HttpRequest request,
        string account,
        string template,
        CancellationToken cancellationToken)
    {
        if (await definitions.FindAsync<MailTemplate>(account, DefinitionKeys.Template(template), cancellationToken) is not { } found)
            return ProblemAnswers.NotFound("template");
        if (await request.ReadBodyAsync(MostFieldBytes, cancellationToken) is not { } body)
            return ProblemAnswers.Refused([new("", $"The body is over {MostFieldBytes} bytes.")]);
        var asked = DefinitionJson.Read<RenderRequest>(body.Span);
        if (asked.Value is null)
            return ProblemAnswers.Refused(asked.Problems);
        var owner = await definitions.FindAsync<Account>(account, DefinitionKeys.Account, cancellationToken);
        return Render(found.Value, asked.Value.Fields, owner?.Value, $"{address.Value}/u/{UnsubscribeTokens.Sample(account, SomeName, SomeName)}");
    }

    private static IResult Render(MailTemplate template, JsonElement fields, Account? owner, string link)
    {
        var scene = new MailScene { SenderName = owner?.SenderName ?? "", SenderAddress = owner?.SenderAddress ?? "", AssetsUrl = owner?.AssetsUrl ?? "" };
        var model = new MailModel(scene);
        var json = fields.ValueKind == JsonValueKind.Undefined ? "{}" : fields.GetRawText();
        if (!model.TryFill(Encoding.UTF8.GetBytes(json), link))
            return ProblemAnswers.Refused([new("/fields", "The fields are an object whose values are strings.")]);
        var sms = SmsPreview.Of(template, scene, model);
        if (!template.HasMail && sms is not null)
            return Results.Json(new { sms }, DefinitionJson.Options);
        var prepared = MailPreparation.Of(template, scene, CampaignTracking.None);
        if (TemplateCompiler.Compile(prepared.Template, scene, prepared.Links) is not TemplateCompilation.Compiled compiled)
            return ProblemAnswers.Conflict("The stored template does not compile any more. Write it again to see why.");
        return compiled.Mail.Render(model) switch
        {
            RenderOutcome.Rendered { Mail: var mail } => Results.Json(
                new { subject = mail.Subject, html = mail.Html.ToString(), text = mail.Text.ToString(), sms }, DefinitionJson.Options),
            RenderOutcome.RenderFailed failed => ProblemAnswers.Refused([new("/fields", $"For these fields {failed.Reason}.")]),
            _ => throw new InvalidOperationException("An outcome without an answer."),
        };
    }
}
