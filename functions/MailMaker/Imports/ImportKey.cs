using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace MailMaker.Imports;

/// <summary>Names one import.</summary>
/// <param name="Account">The account.</param>
/// <param name="List">The list.</param>
/// <param name="Id">The import's id: the list's name, a point, and a hash of where the file lies and which version of it; the same file gives the same id.</param>
public sealed record ImportKey(string Account, string List, string Id)
{
    /// <summary>The partition of the table <c>Imports</c>.</summary>
    [JsonIgnore]
    public string Partition => PartitionOf(Account, List);

    /// <summary>The instance of the orchestration <see cref="ImportFile"/>.</summary>
    [JsonIgnore]
    public string InstanceId => "import-" + Id;

    /// <summary>The part of the id that tells files apart within their list.</summary>
    [JsonIgnore]
    public string Hash => Id[(List.Length + 1)..];

    /// <summary>The instance of the orchestration <see cref="RevertImport"/>.</summary>
    [JsonIgnore]
    public string RevertInstanceId => "revert-" + Id;

    /// <summary>What contacts' rows say of the import that wrote them last; never 0.</summary>
    [JsonIgnore]
    public long Mark => long.Parse(Hash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is not 0 and var mark ? mark : 1;

    /// <summary>The import of one version of a file.</summary>
    /// <param name="account">The account.</param>
    /// <param name="list">The list.</param>
    /// <param name="container">The container that the file lies in.</param>
    /// <param name="blob">Its path there.</param>
    /// <param name="version">Its ETag.</param>
    public static ImportKey Of(string account, string list, string container, string blob, string version) =>
        new(account, list, $"{list}.{HashOf(container, blob, version)}");

    /// <summary>The import that an id from outside names; null when it can't be one.</summary>
    public static ImportKey? Parse(string account, string id)
    {
        var point = id.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && id.Length <= 80 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') ? new ImportKey(account, id[..point], id) : null;
    }

    /// <summary>What tells one version of one file from every other: 32 hexadecimal digits.</summary>
    public static string HashOf(string container, string blob, string version) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{container}\n{blob}\n{version}")).AsSpan(0, 16));

    internal static string PartitionOf(string account, string list) => $"{account}|{list}";
}
