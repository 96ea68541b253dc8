namespace MailMaker.PublicPages;

/// <summary>What the preferences page has to tell.</summary>
internal enum PreferenceNews
{
    /// <summary>Nothing: it was only opened.</summary>
    None,

    /// <summary>That the choices are saved.</summary>
    Saved,

    /// <summary>The same, and that a mail may still be on its way.</summary>
    SavedWhileSending,
}
