using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.PublicPages.Browser;

/// <summary>Chromium from the system, driven by playwright-core from npm.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];

    /// <summary>Makes the visits one after the other; null, said on the console, where no browser is installed.</summary>
    public static async Task<IReadOnlyList<Seen>?> VisitAsync(IEnumerable<Visit> visits)
    {
        if ((Environment.GetEnvironmentVariable("CHROMIUM") ?? Array.Find(Names, File.Exists)) is not { } executable)
        {
            Console.WriteLine("Chromium is not installed: the public pages were not looked at in a browser.");
            return null;
        }

        await NodePackages.InstallAsync();
        using var folder = new TemporaryFolder();
        var order = Path.Combine(folder.Path, "visits.json");
        await File.WriteAllTextAsync(order, JsonSerializer.Serialize(new { executable, visits }, JsonSerializerOptions.Web));
        var script = Path.Combine(NodePackages.ProjectFolder, "PublicPages", "Browser", "visit.mjs");
        return JsonSerializer.Deserialize<List<Seen>>(await ChildProcess.RunAsync("node", [script, order], NodePackages.ProjectFolder), JsonSerializerOptions.Web);
    }
}
