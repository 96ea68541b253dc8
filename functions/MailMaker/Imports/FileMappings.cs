using MailMaker.Accounts;
using MailMaker.Core;
using MailMaker.Core.Imports;

namespace MailMaker.Imports;

/// <summary>Saved mappings among the definitions.</summary>
public sealed class FileMappings(IDefinitions definitions)
{
    /// <summary>The key of a mapping among an account's definitions; without a name, what those of a list begin with.</summary>
    public static string Key(string list, string name = "") => $"mapping|{list}|{name}";

    /// <summary>A mapping of a list; null when it has none of this name.</summary>
    public async Task<FileMapping?> FindAsync(string account, string list, string name, CancellationToken cancellationToken) =>
        Names.IsValid(name) ? (await definitions.FindAsync<FileMapping>(account, Key(list, name), cancellationToken))?.Value : null;
}
