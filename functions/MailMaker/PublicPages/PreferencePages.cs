using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using Microsoft.AspNetCore.Http;

namespace MailMaker.PublicPages;

/// <summary>The page of a person's preferences: one form, of which each field also says what it was when it was shown (see <see cref="PreferencesForm"/>).</summary>
internal static class PreferencePages
{
    private static readonly (string Tag, string Name)[] Languages = [("en", "English"), ("it", "Italiano"), ("ko", "한국어")];

    /// <summary>The page.</summary>
    /// <param name="frame">What stands around it.</param>
    /// <param name="memberships">The lists that the person is on.</param>
    /// <param name="news">What there is to tell.</param>
    public static IResult Show(PageFrame frame, IReadOnlyList<Membership> memberships, PreferenceNews news)
    {
        var words = PreferenceWords.InAll.In(frame.Language);
        var form = memberships.Count == 0 ? Html.Of($"<p>{words.NoLists}</p>") : Form(words, memberships);
        return frame.Page(words.Heading, Html.Join([News(frame.Language, news), form]));
    }

    private static Html News(PageLanguage language, PreferenceNews news) => news switch
    {
        PreferenceNews.Saved => Html.Of($"<p role=\"status\">{PreferenceWords.InAll.In(language).Saved}</p>"),
        PreferenceNews.SavedWhileSending => Html.Of($"<p role=\"status\">{UnsubscribeWords.All.In(language).StillSendingNote}</p>"),
        _ => Html.None,
    };

    // The saving button comes first: it is the one that Enter presses.
    private static Html Form(PreferenceWords words, IReadOnlyList<Membership> memberships) => Html.Of(
        $"""
        <form method="post" autocomplete="off">{Lists(words, memberships)}{Frequency(words, memberships[0].Frequency)}{Language(words, memberships[0].Language)}{Purposes(words, memberships)}
        <button name="{PreferencesForm.ButtonField}" value="save">{words.Save}</button><button class="second" name="{PreferencesForm.ButtonField}" value="{PreferencesForm.LeaveAllButton}">{words.LeaveAll}</button></form>
        """);

    private static Html Lists(PreferenceWords words, IReadOnlyList<Membership> memberships)
    {
        // A person may be on a list twice, under two keys of the client's: one tick stands for both.
        var boxes = memberships.Select(m => m.List).DistinctBy(l => l.Name).Select(l => Html.Of(
            $"""
            <input type="hidden" name="{PreferencesForm.ShownField}" value="{l.Name}"><label class="choice"><input type="checkbox" name="{PreferencesForm.KeptField}" value="{l.Name}" checked><span>{UnsubscribePages.TitleOf(l)}</span></label>
            """));
        return Html.Of($"<fieldset aria-describedby=\"lists-note\"><legend>{words.Lists}</legend><p class=\"hint\" id=\"lists-note\">{words.ListsNote}</p>{boxes}</fieldset>");
    }

    private static Html Frequency(PreferenceWords words, string now)
    {
        var choices = new[] { ("all", words.All), ("weekly", words.Weekly), ("monthly", words.Monthly) }.Select(c => Html.Of(
            $"""
            <label class="choice"><input type="radio" name="{PreferencesForm.FrequencyField}" value="{c.Item1}"{(c.Item1 == now ? Html.Of($" checked") : Html.None)}><span>{c.Item2}</span></label>
            """));
        return Html.Of($"<fieldset><legend>{words.Frequency}</legend>{Was(PreferencesForm.FrequencyField, now)}{choices}</fieldset>");
    }

    private static Html Language(PreferenceWords words, string? now)
    {
        var known = now is null ? null : PageLanguages.Known(now)?.Tag();
        var options = Languages.Select(l => Html.Of(
            $"""
            <option value="{l.Tag}" lang="{l.Tag}"{(l.Tag == known ? Html.Of($" selected") : Html.None)}>{l.Name}</option>
            """));
        var none = known is null ? Html.Of($"<option value=\"\" selected>{words.NoLanguage}</option>") : Html.None;
        return Html.Of(
            $"""
            <div class="field"><label for="language">{words.Language}</label>{Was(PreferencesForm.LanguageField, known ?? "")}<select id="language" name="{PreferencesForm.LanguageField}">{none}{options}</select></div>
            """);
    }

    // Shown where there is a consent to take back. To give one takes a text that says what for: that is a form's work.
    private static Html Purposes(PreferenceWords words, IReadOnlyList<Membership> memberships)
    {
        var boxes = Membership.Purposes.Where(p => memberships.Any(m => m.Agreed.Contains(p))).Select(p => Html.Of(
            $"""
            {Was(p, "true")}<label class="choice"><input type="checkbox" name="{p}" value="true" checked><span>{Said(words, p)}</span></label>
            """)).ToList();
        return boxes.Count == 0 ? Html.None : Html.Of($"<fieldset><legend>{words.Purposes}</legend>{boxes}</fieldset>");
    }

    private static string Said(PreferenceWords words, string purpose) => purpose switch
    {
        BuiltInFields.NightConsent => words.Night,
        BuiltInFields.SmsConsent => words.Sms,
        _ => words.Tracking,
    };

    private static Html Was(string field, string value) => Html.Of($"<input type=\"hidden\" name=\"{PreferencesForm.Was + field}\" value=\"{value}\">");
}
