namespace MailMaker.Embedded.Blobs.Rest;

/// <summary>A storage account as a connection string names it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">One of its two keys.</param>
/// <param name="Blobs">Where its Blob service is, without a slash at the end.</param>
internal sealed record StorageAccount(string Name, byte[] Key, Uri Blobs)
{
    // The account of every emulator, as its documentation prints it; it protects nothing.
    private const string EmulatorName = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <exception cref="FormatException">It is no connection string, or lacks the account's name or key.</exception>
    public static StorageAccount Parse(string connectionString)
    {
        var settings = Settings(connectionString);
        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var yes) && yes)
        {
            var proxy = settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1").TrimEnd('/');
            return new StorageAccount(EmulatorName, Convert.FromBase64String(EmulatorKey), new Uri($"{proxy}:10000/{EmulatorName}"));
        }

        if (!settings.TryGetValue("AccountName", out var name) || !settings.TryGetValue("AccountKey", out var key))
            throw new FormatException("The connection string must name a data folder (DataFolder=PATH) or an account (AccountName and AccountKey).");
        var endpoint = settings.GetValueOrDefault("BlobEndpoint")
            ?? $"{settings.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{name}.blob.{settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}";
        return new StorageAccount(name, Convert.FromBase64String(key), new Uri(endpoint.TrimEnd('/')));
    }

    private static Dictionary<string, string> Settings(string connectionString)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0)
                throw new FormatException("A connection string consists of name=value pairs between semicolons.");
            settings[part[..equals]] = part[(equals + 1)..];
        }

        return settings;
    }
}
