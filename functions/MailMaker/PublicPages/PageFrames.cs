using MailMaker.Accounts;
using MailMaker.Contacts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using Microsoft.AspNetCore.Http;

namespace MailMaker.PublicPages;

/// <summary>Makes the frames of public pages.</summary>
public sealed class PageFrames(IDefinitions definitions, ContactStore contacts)
{
    /// <summary>The frame of a page about a list.</summary>
    /// <param name="request">Who asks, for the browser's language.</param>
    /// <param name="list">The list that the page is about.</param>
    /// <param name="language">The language that the person's record, or the form, names; null when none does.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    internal async Task<PageFrame> OfAsync(HttpRequest request, ContactList list, string? language, CancellationToken cancellationToken) => new(
        PageLanguages.Choose(language, request.Headers.AcceptLanguage),
        await definitions.FindAsync<Account>(list.Account, DefinitionKeys.Account, cancellationToken) is { } account
            ? PageBrand.Of(account.Value) : PageBrand.Plain,
        list.DataController);

    /// <summary>The frame of a page for one contact of a list, in the language of its record.</summary>
    internal async Task<PageFrame> OfAsync(HttpRequest request, ContactList list, ContactId contact, CancellationToken cancellationToken)
    {
        var record = await contacts.FindAsync(list, contact, cancellationToken);
        var language = record is null ? null : FieldsJson.ValueOf(record.Fields, BuiltInFields.Language);
        return await OfAsync(request, list, language, cancellationToken);
    }
}
