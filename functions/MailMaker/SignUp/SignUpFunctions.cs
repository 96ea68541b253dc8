using MailMaker.Campaigns;
using MailMaker.Core.SignUp;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.SignUp;

/// <summary>The public doors of forms.</summary>
public sealed class SignUpFunctions(SignUpDesk desk, SignUpPages pages, FormOrigins origins, FillTokens fill, PublicAddress address, TimeProvider clock)
{
    private const string Route = "f/{form}";

    /// <summary>A page with the form: works without a script where no captcha is on.</summary>
    [Function("ShowForm")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, string form, CancellationToken cancellationToken)
    {
        if (await desk.FormAsync(form, cancellationToken) is not var (list, found))
            return pages.NoForm(request);
        var language = found.LanguageFor(WishedLanguages.Of(request));
        return await pages.FormAsync(request, list, found, language, fill.Write(found, clock.GetUtcNow()), null, [], cancellationToken);
    }

    /// <summary>The form as a piece of HTML to put into a website's page.</summary>
    [Function("ShowFormSnippet")]
    public async Task<IResult> SnippetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route + "/snippet")] HttpRequest request, string form, CancellationToken cancellationToken)
    {
        if (await desk.FormAsync(form, cancellationToken) is not var (list, found))
            return pages.NoForm(request);
        origins.Allow(found, request);
        var language = found.LanguageFor(WishedLanguages.Of(request));
        var html = FormHtml.Write(list, found, language, $"{address.Value}/f/{found.Id}", fill.Write(found, clock.GetUtcNow()));
        return new SnippetAnswer(FormHtml.SnippetStyle + html + FormHtml.Scripts(found), language);
    }

    /// <summary>Takes a filled-in form: form-encoded, multipart or JSON.</summary>
    [Function("PostForm")]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, string form, CancellationToken cancellationToken)
    {
        var outcome = await desk.TakeAsync(form, request, cancellationToken);
        return SignUpAnswers.WantsJson(request)
            ? SignUpAnswers.Json(request, outcome)
            : await pages.AnswerAsync(request, outcome, form => fill.Write(form, clock.GetUtcNow()), cancellationToken);
    }

    /// <summary>Tells a browser whether a script of the website may post the form.</summary>
    [Function("PreflightForm")]
    public async Task<IResult> PreflightAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = Route)] HttpRequest request, string form, CancellationToken cancellationToken)
    {
        if (await desk.FormAsync(form, cancellationToken) is var (_, found))
            origins.AllowPreflight(found, request);
        return Results.NoContent();
    }
}
