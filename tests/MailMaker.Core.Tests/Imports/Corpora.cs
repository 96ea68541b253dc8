namespace MailMaker.Core.Tests.Imports;

/// <summary>Test material of others, kept beside the repository. A test that needs it passes, saying so, where it is absent.</summary>
internal static class Corpora
{
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "corpora", path);
            if (Path.Exists(candidate))
                return candidate;
        }

        Console.WriteLine($"Not checked: the test material {path} is not on this machine.");
        return null;
    }
}
