namespace MailMaker.PublicPages;

/// <summary>The same words in each language that pages speak.</summary>
/// <typeparam name="T">The words: a string, or a record of them.</typeparam>
/// <param name="English">In English.</param>
/// <param name="Italian">In Italian.</param>
/// <param name="Korean">In Korean.</param>
internal sealed record Spoken<T>(T English, T Italian, T Korean)
{
    /// <summary>The words in a language.</summary>
    public T In(PageLanguage language) => language switch
    {
        PageLanguage.Italian => Italian,
        PageLanguage.Korean => Korean,
        _ => English,
    };
}
