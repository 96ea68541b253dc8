using MailMaker.Core.Consent;
using MailMaker.Http;
using MailMaker.PublicPages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Consent;

/// <summary>
/// The public doors of a person's preferences. The token in the path, which only the person's own mail has, is the right to see and to change them; there is no cookie or
/// login that another site could ride on.
/// </summary>
public sealed class PreferenceFunctions(UnsubscribeTokens tokens, Farewell farewell, MembershipFinder memberships, PreferenceSaver saver, PageFrames frames, Caller caller)
{
    // 500 lists, shown and kept, with names of 40 characters.
    private const int MostBytes = 128 * 1024;

    /// <summary>The page; it changes nothing.</summary>
    [Function("ShowPreferences")]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "p/{token}")] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not TokenReading.Valid { Link: var link } || await farewell.ListAsync(link, cancellationToken) is not { } list)
            return PageFrame.Unknown(request);
        var frame = await frames.OfAsync(request, list, link.Contact, cancellationToken);
        return PreferencePages.Show(frame, await memberships.OfAsync(link, cancellationToken), PreferenceNews.None);
    }

    /// <summary>Changes what the form changed, and shows the page again.</summary>
    [Function("SavePreferences")]
    public async Task<IResult> SaveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "p/{token}")] HttpRequest request, string token, CancellationToken cancellationToken)
    {
        if (tokens.Read(token) is not TokenReading.Valid { Link: var link } || await farewell.ListAsync(link, cancellationToken) is not { } list)
            return PageFrame.Unknown(request);
        var changes = Preferences.Decide(await memberships.OfAsync(link, cancellationToken), await FormAsync(request, cancellationToken));
        var ended = await saver.SaveAsync(changes, link.Campaign, caller.Of(request, "preferences"), cancellationToken);
        var frame = await frames.OfAsync(request, list, link.Contact, cancellationToken);
        return PreferencePages.Show(
            frame, await memberships.OfAsync(link, cancellationToken), ended ? PreferenceNews.Saved : PreferenceNews.SavedWhileSending);
    }

    private static async Task<PreferencesForm> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadBodyAsync(MostBytes, cancellationToken) ?? default;
        using var reader = new StreamReader(new MemoryStream(body.ToArray()));
        var fields = QueryHelpers.ParseQuery("?" + await reader.ReadToEndAsync(cancellationToken));
        return PreferencesForm.Read(name => fields.TryGetValue(name, out var values) ? values.OfType<string>() : []);
    }
}
