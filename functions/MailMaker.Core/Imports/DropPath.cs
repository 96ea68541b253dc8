namespace MailMaker.Core.Imports;

/// <summary>
/// The path of a dropped file within the container <c>drop</c>: <c>{account}/{list}/{incremental|full}/{name}.csv</c>, or another of
/// <see cref="Extensions"/>. The extension says only that the file is meant to be imported; what it is, its content says.
/// </summary>
/// <param name="Account">The account's name.</param>
/// <param name="List">The list's name.</param>
/// <param name="Mode">The mode that the folder says.</param>
/// <param name="Name">The file's name with its extension.</param>
public sealed record DropPath(string Account, string List, ImportMode Mode, string Name)
{
    /// <summary>Characters that a file name may have.</summary>
    public const int MostNameCharacters = 200;

    /// <summary>The extensions of files that are imported.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".gz", ".zip"];

    private const string Form = "A file belongs at {account}/{list}/incremental/{name}.csv or {account}/{list}/full/{name}.csv";

    /// <summary>Reads a path; null when it is not one, with the exact complaint.</summary>
    public static DropPath? Parse(string path, out string complaint)
    {
        var parts = path.Split('/');
        complaint = parts.Length switch
        {
            < 4 => $"{Form}; this path has {Count(parts.Length - 1, "folder")} above the file instead of three.",
            > 4 => $"{Form}; this path has {parts.Length - 1} folders above the file instead of three.",
            _ => Complaint(parts),
        };
        return complaint.Length > 0 ? null : new DropPath(parts[0], parts[1], ModeOf(parts[2])!.Value, parts[3]);
    }

    /// <summary>
    /// Where the report about a file in a wrong place lies, without its ending: with the account's other reports when the path begins with what can be an
    /// account's name, so that who uploaded it sees it.
    /// </summary>
    public static string UnplacedReport(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Names.IsValid(path[..slash]) ? $"{path[..slash]}/unplaced{path[slash..]}" : $"unplaced/{path}";
    }

    /// <summary>The mode that a word says, whatever its case; null for another word.</summary>
    public static ImportMode? ModeOf(string? word) => word?.ToLowerInvariant() switch
    {
        "incremental" => ImportMode.Incremental,
        "full" => ImportMode.Full,
        _ => null,
    };

    private static string Complaint(string[] parts)
    {
        if (!Names.IsValid(parts[0]))
            return $"The first folder is not an account's name ({Names.Rule}).";
        if (!Names.IsValid(parts[1]))
            return $"The second folder is not a list's name ({Names.Rule}).";
        if (ModeOf(parts[2]) is null)
            return $"The third folder must be incremental or full. {Form}.";
        return FileComplaint(parts[3]);
    }

    private static string FileComplaint(string name)
    {
        if (name.Length > MostNameCharacters)
            return "The file's name is longer than 200 characters.";
        var extension = Path.GetExtension(name);
        if (!Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            var known = string.Join(", ", Extensions);
            return extension.Length == 0
                ? $"The file has no extension; files with these are imported: {known}."
                : $"Files with the extension {extension} are not imported, but those with these: {known}.";
        }

        return name.Length == extension.Length ? "The file has no name before its extension." : "";
    }

    private static string Count(int n, string what) => n == 1 ? $"1 {what}" : $"{n} {what}s";
}
