using System.Globalization;

namespace MailMaker.Core.Inbound;

/// <summary>An enhanced mail system status code (RFC 3463 §2): class, subject, detail.</summary>
/// <param name="Class">2 success, 4 persistent transient failure, 5 permanent failure; 0 when there is no code.</param>
/// <param name="Subject">What it is about: 1 address, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.</param>
/// <param name="Detail">Which case of the subject.</param>
public readonly record struct EnhancedStatus(int Class, int Subject, int Detail)
{
    /// <summary>There is no code, or only one that says nothing but the class (x.0.0).</summary>
    public bool IsVague => Class == 0 || (Subject == 0 && Detail == 0);

    /// <summary>Reads a code at the beginning of a text, such as <c>5.1.1</c> in <c>5.1.1 (unknown user)</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="status">The code.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out EnhancedStatus status) => TryRead(text, out status, out _);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Class}.{Subject}.{Detail}");

    internal static bool TryRead(ReadOnlySpan<char> text, out EnhancedStatus status, out int length)
    {
        status = default;
        length = 0;
        text = text.TrimStart(" \t");
        if (text.Length < 5 || text[0] is not ('2' or '4' or '5') || text[1] != '.')
            return false;
        var at = 2;
        if (!Number(text, ref at, out var subject) || at >= text.Length || text[at++] != '.' || !Number(text, ref at, out var detail))
            return false;
        // A fourth number makes it an IP address; letters make it a host name.
        if (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))))
            return false;
        status = new EnhancedStatus(text[0] - '0', subject, detail);
        length = at;
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, ref int at, out int value)
    {
        var from = at;
        for (value = 0; at < text.Length && char.IsAsciiDigit(text[at]) && at - from < 3; at++)
            value = (value * 10) + text[at] - '0';
        return at > from;
    }
}
