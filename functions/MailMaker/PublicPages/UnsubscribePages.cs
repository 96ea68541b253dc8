using System.Globalization;
using MailMaker.Core.Lists;
using Microsoft.AspNetCore.Http;

namespace MailMaker.PublicPages;

/// <summary>The pages of a mail's way out of a list.</summary>
internal static class UnsubscribePages
{
    /// <summary>The page with the one button, and the way to the preferences below it. What the button sends, no mail program does (see LeaveBody).</summary>
    /// <param name="frame">What stands around it.</param>
    /// <param name="list">The list to leave.</param>
    /// <param name="token">The link's token, which opens the preferences too.</param>
    public static IResult Ask(PageFrame frame, ContactList list, string token)
    {
        var words = UnsubscribeWords.All.In(frame.Language);
        return frame.Page(
            Titled(words.Leave, list),
            Html.Of(
                $"""
                <p>{words.LeaveNote}</p><form method="post"><button name="from" value="page">{words.LeaveButton}</button></form>
                <p>{Preferences(token, words.Instead)}</p>
                """));
    }

    /// <summary>It is done.</summary>
    public static IResult Left(PageFrame frame, ContactList list, string token)
    {
        var words = UnsubscribeWords.All.In(frame.Language);
        return frame.Page(Titled(words.LeftHeading, list), Html.Of($"<p>{words.LeftNote}</p><p>{Preferences(token, words.Others)}</p>"));
    }

    /// <summary>It is recorded, but a mail may still be on its way.</summary>
    public static IResult LeftWhileSending(PageFrame frame, ContactList list)
    {
        var words = UnsubscribeWords.All.In(frame.Language);
        return frame.Page(Titled(words.LeftHeading, list), Html.Of($"<p>{words.StillSendingNote}</p>"), StatusCodes.Status202Accepted);
    }

    /// <summary>The list is gone.</summary>
    public static IResult NothingToLeave(HttpRequest request)
    {
        var frame = new PageFrame(PageLanguages.Choose(null, request.Headers.AcceptLanguage), PageBrand.Plain, null);
        var words = UnsubscribeWords.All.In(frame.Language);
        return frame.Page(words.GoneHeading, Html.Of($"<p>{words.GoneNote}</p>"));
    }

    /// <summary>The name that people know a list by.</summary>
    public static string TitleOf(ContactList list) => list.Title.Length > 0 ? list.Title : list.Name;

    // Both pages are one level deep.
    private static Html Preferences(string token, string text) => Html.Of($"<a href=\"../p/{token}\">{text}</a>");

    private static string Titled(string form, ContactList list) => string.Format(CultureInfo.InvariantCulture, form, TitleOf(list));
}
