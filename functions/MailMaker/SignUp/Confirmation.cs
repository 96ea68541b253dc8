using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.Lists;

namespace MailMaker.SignUp;

/// <summary>Confirms pending sign-ups: the second half of a double opt-in.</summary>
public sealed class Confirmation(
    PendingStore pending, EndedSignUps ended, FormStore forms, IListSource lists, ContactFinder finder, ContactStore contacts, Welcome welcome, TimeProvider clock)
{
    private const int MostAgentCharacters = 400;

    /// <summary>What a link leads to; null when it does not work (any more).</summary>
    public async Task<FoundSignUp?> FindAsync(ConfirmationLink link, CancellationToken cancellationToken) =>
        link.ExpiresAt > clock.GetUtcNow()
        && await pending.FindAsync(link, cancellationToken) is { } signUp
        && !await ended.HoldAsync(signUp, cancellationToken)
        && await lists.ListAsync(signUp.Account, signUp.List, cancellationToken) is { } list
            ? new FoundSignUp(signUp, list, (await forms.FindAsync(signUp.Account, signUp.List, signUp.Form, cancellationToken))?.Value)
            : null;

    /// <summary>
    /// Makes the person a contact, or brings it back. Once done, doing it again changes nothing, also after a goodbye that came in between: the evidence knows the link.
    /// </summary>
    public async Task ConfirmAsync(FoundSignUp found, string? ip, string userAgent)
    {
        if (found.SignUp.ConfirmedAt is not null)
            return;
        var (signUp, list) = (found.SignUp, found.List);
        var now = clock.GetUtcNow();
        var contact = await SignUpContact.OfAsync(list, signUp.Address, finder, contacts, CancellationToken.None);
        var fields = Fields(list, signUp, contact);
        // Not the caller's token: a browser that hangs up has pressed the button all the same.
        await welcome.ConfirmAsync(
            list, contact.Id, contact.Key, fields.Keys.ToHashSet(), FieldsJson.Write(new FieldOrder(list), fields), Happened(signUp, ip, userAgent, now), CancellationToken.None);
        if (!await ended.TakeBackAsync(signUp, list, contact.Key, CancellationToken.None))
            await pending.CloseAsync(signUp, now, CancellationToken.None);
    }

    private static Dictionary<string, string> Fields(ContactList list, PendingSignUp signUp, SignUpContact contact)
    {
        var fields = FieldsJson.Read(signUp.Fields).ToDictionary();
        foreach (var (field, value) in Granted(signUp))
            fields[field] = value;
        if (list.Key == KeyKind.Fkey)
            fields[BuiltInFields.Fkey] = contact.Key;
        return fields;
    }

    // A box that was not ticked takes nothing back that was granted before: that is what the preferences are for.
    private static Dictionary<string, string> Granted(PendingSignUp signUp) =>
        signUp.Given.Select(ConsentPurposes.FieldOf).OfType<string>().ToDictionary(f => f, _ => "true");

    private static ConsentEvent Happened(PendingSignUp signUp, string? ip, string userAgent, DateTimeOffset now) => new()
    {
        Kind = ConsentEventKind.Confirmed, At = now, RequestedAt = signUp.RequestedAt, Form = signUp.Form, TextVersion = signUp.TextVersion, Text = signUp.Text,
        Source = new ConsentSource("form", ip, userAgent.Length == 0 ? null : userAgent[..Math.Min(userAgent.Length, MostAgentCharacters)], signUp.Id.ToString("N")),
        RequestedFrom = new ConsentSource("form", signUp.Ip, signUp.UserAgent), Fields = Granted(signUp),
    };
}
