using System.Text.Json;
using MailMaker.Core;

namespace MailMaker.Accounts;

/// <summary>Reads and writes definitions as the types they describe.</summary>
public static class DefinitionsOfType
{
    /// <summary>The definition as <typeparamref name="T"/> with its version; null when there is none.</summary>
    public static async Task<Versioned<T>?> FindAsync<T>(this IDefinitions definitions, string account, string key, CancellationToken cancellationToken)
        where T : class =>
        await definitions.FindAsync(account, key, cancellationToken) is { } found
            ? new Versioned<T>(
                JsonSerializer.Deserialize<T>(found.Json, DefinitionJson.Options) ?? throw new InvalidDataException($"The definition {key} is empty."),
                found.Version)
            : null;

    /// <summary>Writes a definition; see <see cref="IDefinitions.WriteAsync"/>.</summary>
    public static Task<string?> WriteAsync<T>(this IDefinitions definitions, string account, string key, T value, string? version, CancellationToken cancellationToken)
        where T : class =>
        definitions.WriteAsync(account, key, JsonSerializer.SerializeToUtf8Bytes(value, DefinitionJson.Options), version, cancellationToken);
}
