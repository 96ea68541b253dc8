using Azure;
using Azure.Data.Tables;

namespace MailMaker.Embedded.Tables.Rest;

/// <summary>What a storage account's connection string says about its tables: where they are, and a key or a signature.</summary>
internal sealed record StorageConnection(Uri Tables, TableSharedKeyCredential? Key, AzureSasCredential? Signature)
{
    // Name and key of every emulator, as its documentation prints them; no secret.
    private const string EmulatorAccount = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="FormatException">It lacks an account, a key or an endpoint. The message does not repeat it.</exception>
    public static StorageConnection Parse(string connectionString)
    {
        var parts = Split(connectionString);
        if (parts.GetValueOrDefault("UseDevelopmentStorage") is "true")
            return new StorageConnection(new Uri($"http://127.0.0.1:10002/{EmulatorAccount}"), new(EmulatorAccount, EmulatorKey), null);
        var account = parts.GetValueOrDefault("AccountName");
        var endpoint = parts.GetValueOrDefault("TableEndpoint") ?? DefaultEndpoint(parts, account);
        if (parts.TryGetValue("SharedAccessSignature", out var signature))
            return new StorageConnection(new Uri(endpoint), null, new AzureSasCredential(signature));
        if (account is null || !parts.TryGetValue("AccountKey", out var key))
            throw new FormatException("A storage connection string needs AccountName and AccountKey, or SharedAccessSignature.");
        return new StorageConnection(new Uri(endpoint), new TableSharedKeyCredential(account, key), null);
    }

    private static Dictionary<string, string> Split(string connectionString)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The key is base64 and may itself end in '='.
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0)
                throw new FormatException("A storage connection string has the form Name=Value;Name=Value.");
            parts[part[..at]] = part[(at + 1)..];
        }

        return parts;
    }

    private static string DefaultEndpoint(Dictionary<string, string> parts, string? account) => account is null
        ? throw new FormatException("A storage connection string needs AccountName or TableEndpoint.")
        : $"{parts.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{account}.table.{parts.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
}
