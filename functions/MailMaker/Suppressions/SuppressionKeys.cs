using System.Globalization;
using System.Text;
using MailMaker.Core.Suppressions;

namespace MailMaker.Suppressions;

/// <summary>The keys of the table <c>Suppressions</c>: a partition an account.</summary>
public static class SuppressionKeys
{
    /// <summary>The table's name.</summary>
    public const string Table = "Suppressions";

    /// <summary>First characters of a suppressed target's row key.</summary>
    public const string TargetKind = "t|";

    /// <summary>First characters of an erased person's row key.</summary>
    public const string ErasedKind = "z|";

    /// <summary>First characters of a change's row key.</summary>
    public const string ChangeKind = "l|";

    /// <summary>First characters of the row key of a suppression that was taken back.</summary>
    public const string LiftedKind = "h|";

    /// <summary>Row key of the number of the last change.</summary>
    public const string Version = "v";

    /// <summary>Row key of a target.</summary>
    /// <param name="list">The list; null for the whole account.</param>
    /// <param name="target">Its canonical form.</param>
    public static string Target(string? list, string target) => $"{TargetKind}{Escape(target)}|{list}";

    /// <summary>Row key of an erased value.</summary>
    /// <param name="hash">See <see cref="AddressHashes"/>.</param>
    public static string Erased(UInt128 hash) => string.Create(CultureInfo.InvariantCulture, $"{ErasedKind}{hash:x32}");

    /// <summary>Row key of a change; the first one has number 1.</summary>
    public static string Change(long number) => string.Create(CultureInfo.InvariantCulture, $"{ChangeKind}{number:D12}");

    /// <summary>The row key of a suppression.</summary>
    public static string Of(Suppression suppression) => Target(suppression.List, suppression.Target);

    /// <summary>A target as it may stand in a key: the service refuses some characters there.</summary>
    public static string Escape(string target)
    {
        var escaped = new StringBuilder(target.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(target))
        {
            var c = (char)octet;
            if (char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '_' or '-' or '+')
                escaped.Append(c);
            else
                escaped.Append('~').Append(octet.ToString("x2", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }
}
