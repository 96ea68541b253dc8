using MailMaker.Core.Content.Helpers;

namespace MailMaker.Core.Content;

/// <summary>What the link out is called in each language that mails know: <c>{{unsubscribeLabel}}</c>.</summary>
internal static class UnsubscribeLabels
{
    /// <summary>The label in the language of a tag such as <c>it-CH</c>; in English when it is none of those known.</summary>
    public static string Of(string tag) => WrittenLanguage.Of(tag).Code switch
    {
        "it" => "Cancella l’iscrizione",
        "ko" => "수신 거부",
        "de" => "Abmelden",
        "fr" => "Se désabonner",
        "es" => "Darse de baja",
        "nl" => "Uitschrijven",
        "pl" => "Wypisz się",
        "pt" => "Cancelar inscrição",
        "pt-pt" => "Cancelar subscrição",
        "ja" => "配信停止",
        _ => "Unsubscribe",
    };
}
