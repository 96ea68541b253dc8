using System.Text.RegularExpressions;

namespace MailMaker.Embedded.Tables.Engine;

/// <summary>The rule for names of tables: 3 to 63 letters and digits, a letter first, and not the reserved word.</summary>
internal static partial class TableName
{
    /// <summary>Whether a table may have this name.</summary>
    public static bool IsValid(string name) => Rule().IsMatch(name) && !name.Equals("tables", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{2,62}\z")]
    private static partial Regex Rule();
}
