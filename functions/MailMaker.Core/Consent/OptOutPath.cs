using MailMaker.Core.Imports;

namespace MailMaker.Core.Consent;

/// <summary>The path of an opt-out file within the container <c>drop</c>: <c>{account}/{list}/optout/{name}</c>.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="List">The list's name.</param>
/// <param name="Name">The file's name with its extension.</param>
public sealed record OptOutPath(string Account, string List, string Name)
{
    private const string Folder = "optout";

    /// <summary>Whether a path leads into a folder of opt-out files.</summary>
    public static bool IsOne(string path) => path.Split('/') is [_, _, var folder, _, ..] && folder.Equals(Folder, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a path; null when it is not one, with the exact complaint. Files are named as for imports.</summary>
    public static OptOutPath? Parse(string path, out string complaint)
    {
        var parts = path.Split('/');
        if (parts.Length != 4)
        {
            complaint = "An opt-out file belongs at {account}/{list}/optout/{name}, without further folders.";
            return null;
        }

        return DropPath.Parse($"{parts[0]}/{parts[1]}/incremental/{parts[3]}", out complaint) is { } place ? new OptOutPath(place.Account, place.List, place.Name) : null;
    }
}
