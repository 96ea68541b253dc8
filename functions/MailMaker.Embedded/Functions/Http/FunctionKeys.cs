using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace MailMaker.Embedded.Functions.Http;

/// <summary>The keys of the app, kept in <c>keys.json</c> of the data folder, readable by its owner alone.</summary>
internal sealed class FunctionKeys
{
    private const int LongestKey = 256;

    private readonly byte[] master;
    private readonly byte[] function;
    private readonly byte[] system;

    private FunctionKeys(KeyFile file)
    {
        master = Encoding.UTF8.GetBytes(file.Master);
        function = Encoding.UTF8.GetBytes(file.Function);
        system = Encoding.UTF8.GetBytes(file.System);
    }

    /// <summary>Reads the keys of a data folder; at the first start they are made.</summary>
    /// <exception cref="InvalidDataException">The file is there and holds no keys; it is left as it is.</exception>
    public static FunctionKeys OpenOrCreate(string folder)
    {
        var path = Path.Combine(folder, KeyFile.Name);
        if (File.Exists(path))
            return new FunctionKeys(KeyFile.Read(path));
        var made = new KeyFile(NewKey(), NewKey(), NewKey());
        made.Write(path);
        return new FunctionKeys(made);
    }

    /// <summary>Whether a request may pass: its header <c>x-functions-key</c> or its query value <c>code</c> holds a key of that level.</summary>
    public bool Open(AuthorizationLevel level, HttpRequest request) =>
        level == AuthorizationLevel.Anonymous || Fits(level, request.Headers["x-functions-key"]) || Fits(level, request.Query["code"]);

    private bool Fits(AuthorizationLevel level, string? presented)
    {
        if (presented is null || presented.Length is 0 or > LongestKey)
            return false;
        Span<byte> buffer = stackalloc byte[LongestKey * 3];
        ReadOnlySpan<byte> key = buffer[..Encoding.UTF8.GetBytes(presented, buffer)];
        // Both comparisons are made whatever the first one says, and each takes the same time wherever the keys differ.
        var isMaster = CryptographicOperations.FixedTimeEquals(key, master);
        var isOwn = level switch
        {
            AuthorizationLevel.Function => CryptographicOperations.FixedTimeEquals(key, function),
            AuthorizationLevel.System => CryptographicOperations.FixedTimeEquals(key, system),
            _ => false,
        };
        return isMaster | isOwn;
    }

    private static string NewKey() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
