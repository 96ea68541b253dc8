namespace MailMaker.Accounts;

/// <summary>Where definitions (accounts, lists, templates, campaigns) are kept as JSON; writes are guarded by version.</summary>
public interface IDefinitions
{
    /// <summary>The definition under <paramref name="key"/> (<see cref="DefinitionKeys"/>); null when there is none.</summary>
    Task<Definition?> FindAsync(string account, string key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes a definition. <paramref name="version"/> is the version that was read, or null to make a new one.
    /// </summary>
    /// <returns>The new version; null when somebody else wrote first: read again and decide again.</returns>
    Task<string?> WriteAsync(string account, string key, ReadOnlyMemory<byte> json, string? version, CancellationToken cancellationToken);
}
