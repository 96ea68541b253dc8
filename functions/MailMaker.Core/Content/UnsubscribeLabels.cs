namespace MailMaker.Core.Content;

/// <summary>What the link out is called in each language that mails know: <c>{{unsubscribeLabel}}</c>.</summary>
internal static class UnsubscribeLabels
{
    // The longer tags first.
    private static readonly (string Tag, string Label)[] All =
    [
        ("pt-pt", "Cancelar subscrição"), ("pt", "Cancelar inscrição"), ("it", "Cancella l’iscrizione"), ("ko", "수신 거부"), ("de", "Abmelden"), ("fr", "Se désabonner"),
        ("es", "Darse de baja"), ("nl", "Uitschrijven"), ("pl", "Wypisz się"), ("ja", "配信停止"),
    ];

    /// <summary>The label in the language of a tag such as <c>it-CH</c>; in English when it is none of those known.</summary>
    public static string Of(string tag)
    {
        foreach (var (known, label) in All)
        {
            if (tag.StartsWith(known, StringComparison.OrdinalIgnoreCase) && (tag.Length == known.Length || tag[known.Length] is '-' or '_'))
                return label;
        }

        return "Unsubscribe";
    }
}
