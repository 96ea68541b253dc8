namespace MailMaker.Embedded.Tables.Filters;

/// <summary>Splits a filter into parentheses, words (names, operators, numbers) and quoted constants.</summary>
internal ref struct FilterLexer(string text)
{
    private int at;

    /// <summary>Where the current token begins.</summary>
    public int Start { get; private set; }

    /// <summary>The current token's word: a name, an operator, a number, or what stands before a quoted constant (<c>datetime</c>).</summary>
    public string Word { get; private set; } = "";

    /// <summary>The text between the quotes of a quoted constant, doubled quotes undone; null when the token has none.</summary>
    public string? Quoted { get; private set; }

    /// <summary>Whether the text is at its end.</summary>
    public readonly bool AtEnd => Word.Length == 0 && Quoted is null;

    /// <summary>Moves to the next token.</summary>
    public void Next()
    {
        Quoted = null;
        Word = "";
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        Start = at;
        if (at == text.Length)
            return;
        if (text[at] is '(' or ')')
        {
            Word = text[at++].ToString();
            return;
        }

        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('(' or ')' or '\''))
            at++;
        Word = text[Start..at];
        if (at < text.Length && text[at] == '\'')
            Quoted = ReadQuoted();
    }

    private string ReadQuoted()
    {
        var begin = ++at;
        while (at < text.Length)
        {
            if (text[at++] != '\'')
                continue;
            if (at < text.Length && text[at] == '\'')
                at++;
            else
                return text[begin..(at - 1)].Replace("''", "'", StringComparison.Ordinal);
        }

        throw new FilterSyntaxException($"The quoted constant at position {begin} of the filter has no end.");
    }
}
