using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.Http;
using MailMaker.Lists;
using MailMaker.Transactional;
using Microsoft.AspNetCore.Http;

namespace MailMaker.SignUp;

/// <summary>
/// Takes posted forms. What depends on who the address belongs to (member, barred, asked too often) is decided later, on the transactional lane: here all are treated
/// alike, in the same steps and the same time, so that nothing can be found out by posting.
/// </summary>
public sealed class SignUpDesk(
    FormStore forms, IListSource lists, FormOrigins origins, ClientAddress clients, IpLimits limits, SubmissionChecks checks, PendingStore pending, TransactionalQueue lane,
    TimeProvider clock)
{
    private const int MostAgentCharacters = 400;

    /// <summary>A form with its list; null when either is gone.</summary>
    public async Task<(ContactList List, SignUpForm Form)?> FormAsync(string name, CancellationToken cancellationToken) =>
        FormId.TryParse(name, out var id)
        && await forms.FindAsync(id.Account, id.List, id.Form, cancellationToken) is { } form
        && await lists.ListAsync(id.Account, id.List, cancellationToken) is { } list
            ? (list, form.Value)
            : null;

    /// <summary>Takes a post.</summary>
    public async Task<SignUpOutcome> TakeAsync(string name, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!limits.Allows(clients.Of(request)))
            return new SignUpOutcome.TooMany();
        if (await FormAsync(name, cancellationToken) is not var (list, form))
            return new SignUpOutcome.NoForm();
        origins.Allow(form, request);
        if (!origins.MayPost(form, request))
            return new SignUpOutcome.Foreign();
        if (await request.ReadBodyAsync(SubmittedFields.MostBytes, cancellationToken) is not { } body)
            return new SignUpOutcome.Unreadable($"The body is over {SubmittedFields.MostBytes} bytes.");
        var read = SubmittedFields.Read(request.ContentType, body.Span);
        return read.Value is { } posted
            ? await TakeAsync(list, form, posted, request, cancellationToken)
            : new SignUpOutcome.Unreadable(read.Problems[0].Detail);
    }

    private async Task<SignUpOutcome> TakeAsync(ContactList list, SignUpForm form, SubmittedFields posted, HttpRequest request, CancellationToken cancellationToken)
    {
        var language = form.LanguageFor(WishedLanguages.Of(request).Prepend(posted[Submission.Language]));
        switch (await checks.ReadAsync(list, form, posted, language, cancellationToken))
        {
            case SubmissionReading.Faulty faulty:
                return new SignUpOutcome.Faulty(list, form, language, posted, faulty.Faults);
            case SubmissionReading.Valid valid:
                await KeepAsync(form, valid, language, request);
                break;
        }

        return new SignUpOutcome.Taken(list, form, language);
    }

    private async Task KeepAsync(SignUpForm form, SubmissionReading.Valid valid, string language, HttpRequest request)
    {
        var now = clock.GetUtcNow();
        var agent = request.Headers.UserAgent.ToString();
        var signUp = new PendingSignUp
        {
            Id = Guid.NewGuid(), ExpiresAt = WholeMinutes(now.AddHours(form.ConfirmWithinHours)), Account = form.Account, List = form.List, Form = form.Name,
            Address = valid.Address, Fields = valid.Fields, Given = valid.Given, Language = language, TextVersion = form.TextVersion,
            Text = FormHtml.ShownTexts(form.Consents, language, valid.Given), RequestedAt = now, Ip = clients.Of(request)?.ToString(),
            UserAgent = agent.Length == 0 ? null : agent[..Math.Min(agent.Length, MostAgentCharacters)],
        };
        // Not the caller's token: who posted and hung up has posted all the same. The row before the message, since the message means nothing without it.
        await pending.AddAsync(signUp, CancellationToken.None);
        await lane.SendAsync(new TransactionalMessage(ConfirmationMailer.Name, ConfirmationMailer.KeyOf(signUp.Link)), CancellationToken.None);
    }

    private static DateTimeOffset WholeMinutes(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds((at.ToUnixTimeSeconds() + 59) / 60 * 60);
}
