using System.Collections.Concurrent;
using System.Text.Json;
using MailMaker.Accounts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Content;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;
using MailMaker.Delivery;
using MailMaker.PublicPages;

namespace MailMaker.Transactional;

/// <summary>Renders and hands over mails that are no campaign's.</summary>
public sealed class TransactionalMails(IDefinitions definitions, IEmailChannel channel, TimeProvider clock)
{
    // No campaign has such a name.
    private const string Campaign = "_transactional";
    private const int MostKept = 64;
    private readonly ConcurrentDictionary<MailTemplate, CompiledMail> kept = new();

    /// <summary>Hands one mail over.</summary>
    /// <param name="list">The list it is about.</param>
    /// <param name="to">The address.</param>
    /// <param name="template">Its template.</param>
    /// <param name="values">What the template is filled with, beside list, controller and brand.</param>
    /// <param name="operation">The hand-over's deterministic name.</param>
    /// <param name="linkOut">The person's link out of the list; empty in a mail to who is on none.</param>
    /// <returns>The channel's answer; null when the account has no sender any more or the template can't be rendered.</returns>
    public async Task<HandOver?> SendAsync(ContactList list, string to, MailTemplate template, Dictionary<string, string> values, Guid operation, string linkOut = "")
    {
        if (await definitions.FindAsync<Account>(list.Account, DefinitionKeys.Account, CancellationToken.None) is not { Value: { SenderAddress.Length: > 0 } account }
            || Compiled(template) is not { } compiled)
            return null;
        var brand = PageBrand.Of(account);
        values["brandName"] = brand.Name;
        values["brandColour"] = brand.Colour.ToString();
        var model = new MailModel(Scene(list, account));
        if (!model.TryFill(JsonSerializer.SerializeToUtf8Bytes(values), linkOut) || compiled.Render(model) is not RenderOutcome.Rendered { Mail: var mail })
            return null;
        // No token: a hand-over that has begun is finished, else it would not be known whether the mail left.
        return await channel.HandOverAsync(
            new OutboundMail
            {
                OperationId = operation, Account = list.Account, Campaign = Campaign, FromAddress = account.SenderAddress, FromName = account.SenderName, ToAddress = to,
                ReplyTo = list.DataController?.Email is { Length: > 0 } reply ? reply : null,
                Subject = mail.Subject, Rendered = mail, Date = clock.GetUtcNow(),
                // RFC 3834 §5: nobody's holiday notice answers it.
                Headers = [new("Auto-Submitted", "auto-generated")],
            },
            CancellationToken.None);
    }

    private CompiledMail? Compiled(MailTemplate template)
    {
        if (kept.TryGetValue(template, out var known))
            return known;
        if (TemplateCompiler.Compile(template) is not TemplateCompilation.Compiled compiled)
            return null;
        if (kept.Count >= MostKept)
            kept.Clear();
        return kept.GetOrAdd(template, compiled.Mail);
    }

    private static MailScene Scene(ContactList list, Account account) => new()
    {
        ListName = list.Name, ListTitle = list.Title.Length > 0 ? list.Title : list.Name,
        ControllerName = list.DataController?.Name ?? account.Title, ControllerPostalAddress = list.DataController?.PostalAddress ?? "",
        ControllerEmail = list.DataController?.Email ?? "", SenderAddress = account.SenderAddress, SenderName = account.SenderName,
    };
}
