namespace MailMaker.Core.Contacts;

/// <summary>
/// Keeps a spreadsheet from taking a cell for a formula (CSV injection): a value that begins like one is written with an apostrophe before it, and reading a
/// file takes that apostrophe off again, so that what was exported comes back as it was.
/// </summary>
public static class FormulaText
{
    /// <summary>The value as a cell may hold it. Numbers, with a sign or without, are no formulas.</summary>
    public static string Escape(string value) => IsFormula(value) || IsEscaped(value) ? "'" + value : value;

    /// <summary>The value that a cell holds.</summary>
    public static ReadOnlySpan<char> Unescape(ReadOnlySpan<char> cell) => IsEscaped(cell) ? cell[1..] : cell;

    private static bool IsFormula(ReadOnlySpan<char> value) =>
        value.Length > 0 && value[0] is ('=' or '+' or '-' or '@' or '\t' or '\r') && !IsNumber(value);

    // What Escape writes begins so: a text of somebody's own that does is escaped as well, and is told apart.
    private static bool IsEscaped(ReadOnlySpan<char> cell) => cell.Length > 1 && cell[0] == '\'' && cell[1] is ('=' or '+' or '-' or '@' or '\'');

    // A mobile number with its plus too: digits alone can do nothing.
    private static bool IsNumber(ReadOnlySpan<char> value) =>
        value.Length > 1 && value[0] is ('+' or '-') && value[1..].IndexOfAnyExceptInRange('0', '9') is var mark
            && (mark < 0 || (mark > 0 && value[1 + mark] is '.' && value[(2 + mark)..].IndexOfAnyExceptInRange('0', '9') < 0));
}
