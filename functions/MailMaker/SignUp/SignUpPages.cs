using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.PublicPages;
using Microsoft.AspNetCore.Http;

namespace MailMaker.SignUp;

/// <summary>The pages of sign-up.</summary>
public sealed class SignUpPages(PageFrames frames)
{
    private const string Google = "https://www.google.com/recaptcha/";

    private static readonly string InlineHash = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(FormHtml.CaptchaInline)))}'";

    /// <summary>The page with the form, fresh or with its faults.</summary>
    internal async Task<IResult> FormAsync(
        HttpRequest request, ContactList list, SignUpForm form, string language, string served, SubmittedFields? posted, IReadOnlyList<FormFault> faults,
        CancellationToken cancellationToken)
    {
        var frame = await frames.OfAsync(request, list, language, cancellationToken);
        // The form says itself who answers for the data.
        var html = FormHtml.Write(list, form, language, $"{request.PathBase}/f/{form.Id}", served, posted, faults);
        return (frame with { Controller = null }).Page(
            form.Title.GetValueOrDefault(language) ?? TitleOf(list), new Html(html + FormHtml.Scripts(form)),
            faults.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK) with
        {
            HasFaults = faults.Count > 0, Policy = PolicyOf(form),
        };
    }

    /// <summary>The page after a post.</summary>
    internal async Task<IResult> AnswerAsync(HttpRequest request, SignUpOutcome outcome, Func<SignUpForm, string> served, CancellationToken cancellationToken)
    {
        var words = FormWords.For(SignUpAnswers.WordsIn(request, outcome));
        switch (outcome)
        {
            case SignUpOutcome.Taken { Form.Redirect: { } redirect }:
                return new SeeOther(redirect);
            case SignUpOutcome.Taken taken:
                var frame = await frames.OfAsync(request, taken.List, taken.Language, cancellationToken);
                return frame.Page(words.CheckMailHeading, Note(words.CheckMailNote));
            case SignUpOutcome.Faulty faulty:
                return await FormAsync(request, faulty.List, faulty.Form, faulty.Language, served(faulty.Form), faulty.Posted, faulty.Faults, cancellationToken);
            case SignUpOutcome.Unreadable unreadable:
                return Plain(request).Page(words.FaultsHeading, Note(unreadable.Detail), StatusCodes.Status400BadRequest);
            case SignUpOutcome.Foreign:
                return Plain(request).Page(words.ForeignHeading, Note(words.ForeignNote), StatusCodes.Status403Forbidden);
            case SignUpOutcome.TooMany:
                return Plain(request).Page(words.SlowDownHeading, Note(words.SlowDownNote), StatusCodes.Status429TooManyRequests);
            default:
                return NoForm(request);
        }
    }

    /// <summary>There is no such form.</summary>
    internal IResult NoForm(HttpRequest request)
    {
        var frame = Plain(request);
        var words = FormWords.For(frame.Language.Tag());
        return frame.Page(words.NoFormHeading, Note(words.NoFormNote), StatusCodes.Status404NotFound);
    }

    /// <summary>The page with the confirming button.</summary>
    internal async Task<IResult> AskAsync(HttpRequest request, ContactList list, SignUpForm? form, string language, CancellationToken cancellationToken)
    {
        var frame = await frames.OfAsync(request, list, language, cancellationToken);
        var words = FormWords.For(language);
        var page = frame.Page(
            string.Format(CultureInfo.InvariantCulture, words.ConfirmHeading, TitleOf(list)),
            Html.Of($"<p>{words.ConfirmNote}</p><form method=\"post\"><button>{words.ConfirmButton}</button></form>"));
        return page with { Policy = Targets(form?.ConfirmedRedirect) };
    }

    /// <summary>It is confirmed.</summary>
    internal async Task<IResult> ConfirmedAsync(HttpRequest request, ContactList list, SignUpForm? form, string language, CancellationToken cancellationToken)
    {
        if (form?.ConfirmedRedirect is { } redirect)
            return new SeeOther(redirect);
        var frame = await frames.OfAsync(request, list, language, cancellationToken);
        var words = FormWords.For(language);
        return frame.Page(words.ConfirmedHeading, Note(words.ConfirmedNote));
    }

    /// <summary>The one page for every confirmation link that can't be followed, whatever the reason; the same to the octet.</summary>
    internal IResult DeadLink(HttpRequest request)
    {
        var frame = Plain(request);
        var words = FormWords.For(frame.Language.Tag());
        return frame.Page(words.DeadLinkHeading, Note(words.DeadLinkNote), StatusCodes.Status404NotFound);
    }

    private static PageFrame Plain(HttpRequest request) => new(PageLanguages.Choose(null, request.Headers.AcceptLanguage), PageBrand.Plain, null);

    private static Html Note(string text) => Html.Of($"<p>{text}</p>");

    private static string TitleOf(ContactList list) => list.Title.Length > 0 ? list.Title : list.Name;

    // Browsers hold form-action against the redirect that follows a post, too (CSP Level 3 §6.4.1).
    private static Dictionary<string, string> Targets(string? redirect) => redirect is null
        ? []
        : new() { ["form-action"] = "'self' " + new Uri(redirect).GetLeftPart(UriPartial.Authority) };

    private static Dictionary<string, string> PolicyOf(SignUpForm form)
    {
        var policy = Targets(form.Redirect);
        if (form.Captcha is null)
            return policy;
        policy["script-src"] = $"{Google} https://www.gstatic.com/recaptcha/ {InlineHash}";
        policy["frame-src"] = Google;
        policy["connect-src"] = Google;
        return policy;
    }
}
