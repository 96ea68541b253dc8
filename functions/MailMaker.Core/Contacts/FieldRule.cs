namespace MailMaker.Core.Contacts;

/// <summary>
/// How the values of one field are checked and brought to their canonical form. Rules don't throw on any input, keep no state between calls
/// that a caller can see, and are safe to share between threads.
/// </summary>
public abstract class FieldRule
{
    /// <summary>Characters that a canonical value may have; also the room that a destination must offer.</summary>
    public const int MostCharacters = 4_000;

    /// <summary>Writes the canonical form of <paramref name="raw"/>.</summary>
    /// <param name="raw">What was sent, without surrounding blanks; not empty.</param>
    /// <param name="to">Where the canonical form goes; at least <see cref="MostCharacters"/> long.</param>
    /// <param name="written">Characters written; 0 when nothing of the value is left, which clears the field.</param>
    /// <returns>Null when the value is good, else the reason, which never holds the value.</returns>
    public abstract string? Normalise(ReadOnlySpan<char> raw, Span<char> to, out int written);

    /// <summary>The canonical form of one value on its own.</summary>
    /// <param name="raw">What was sent.</param>
    /// <param name="value">The canonical form; empty when nothing of it is left.</param>
    /// <returns>Null when the value is good, else the reason, which never holds the value.</returns>
    public string? Normalise(string raw, out string value)
    {
        value = "";
        var trimmed = Blanks.Trim(raw);
        if (trimmed.IsWhiteSpace())
            return null;
        var buffer = new char[MostCharacters];
        var fault = Normalise(trimmed, buffer, out var written);
        if (fault is null)
            value = new string(buffer, 0, written);
        return fault;
    }

    private protected static string? Write(ReadOnlySpan<char> value, Span<char> to, out int written)
    {
        value.CopyTo(to);
        written = value.Length;
        return null;
    }

    private protected static string? Refuse(string reason, out int written)
    {
        written = 0;
        return reason;
    }
}
