namespace MailMaker.PublicPages;

/// <summary>Writes the fields of forms on public pages.</summary>
internal static class FormFields
{
    /// <summary>A field to type in.</summary>
    public static Html Input(FormField field, PageLanguage language)
    {
        var complete = field.AutoComplete is { } holds ? Html.Of($" autocomplete=\"{holds}\"") : Html.None;
        return Html.Of(
            $"""
            <div class="field"><label for="{field.Id}">{Label(field, language)}</label>{Notes(field)}<input id="{field.Id}" name="{field.Name}" type="{field.Type}" value="{field.Value}"{complete}{State(field)}></div>
            """);
    }

    /// <summary>A box to tick; what it sends when ticked is <c>true</c>.</summary>
    public static Html Box(FormField field, PageLanguage language)
    {
        var ticked = field.Value == "true" ? Html.Of($" checked") : Html.None;
        return Html.Of(
            $"""
            <div class="field">{Notes(field)}<label class="choice" for="{field.Id}"><input id="{field.Id}" name="{field.Name}" type="checkbox" value="true"{ticked}{State(field)}><span>{Label(field, language)}</span></label></div>
            """);
    }

    /// <summary>A field with a few values to choose from; the first is the one that nothing was chosen.</summary>
    /// <param name="field">The field.</param>
    /// <param name="choices">What is sent, and what people read.</param>
    /// <param name="language">The page's language.</param>
    public static Html Select(FormField field, IEnumerable<(string Value, string Text)> choices, PageLanguage language)
    {
        var options = choices.Select(c => c.Value == field.Value
            ? Html.Of($"<option value=\"{c.Value}\" selected>{c.Text}</option>") : Html.Of($"<option value=\"{c.Value}\">{c.Text}</option>"));
        return Html.Of(
            $"""
            <div class="field"><label for="{field.Id}">{Label(field, language)}</label>{Notes(field)}<select id="{field.Id}" name="{field.Name}"{State(field)}>{options}</select></div>
            """);
    }

    /// <summary>The faults of a form above it, each leading to its field; nothing when there are none.</summary>
    public static Html Faults(IReadOnlyCollection<FormField> fields, PageLanguage language)
    {
        var faults = fields.Where(f => f.Fault is not null).Select(f => Html.Of($"<li><a href=\"#{f.Id}\">{f.Label}: {f.Fault}</a></li>")).ToList();
        return faults.Count == 0
            ? Html.None
            : Html.Of($"<div class=\"faults\" role=\"alert\"><h2>{FrameWords.All.In(language).ErrorHeading}</h2><ul>{faults}</ul></div>");
    }

    private static string Label(FormField field, PageLanguage language) =>
        field.Required ? $"{field.Label} ({FrameWords.All.In(language).Required})" : field.Label;

    private static Html Notes(FormField field) => Html.Join(
    [
        field.Hint is { } hint ? Html.Of($"<p class=\"hint\" id=\"{field.Id}-hint\">{hint}</p>") : Html.None,
        field.Fault is { } fault ? Html.Of($"<p class=\"fault\" id=\"{field.Id}-fault\">{fault}</p>") : Html.None,
    ]);

    // Not "required": the browser's own bubble speaks its own language and vanishes; our answer says what is missing and stays.
    private static Html State(FormField field)
    {
        var notes = string.Join(' ', new[] { field.Hint is null ? null : field.Id + "-hint", field.Fault is null ? null : field.Id + "-fault" }.OfType<string>());
        return Html.Join(
        [
            notes.Length > 0 ? Html.Of($" aria-describedby=\"{notes}\"") : Html.None,
            field.Required ? Html.Of($" aria-required=\"true\"") : Html.None,
            field.Fault is not null ? Html.Of($" aria-invalid=\"true\"") : Html.None,
        ]);
    }
}
