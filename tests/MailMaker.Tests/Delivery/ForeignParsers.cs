using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Delivery;

/// <summary>What parsers that nobody here wrote see in mails.</summary>
internal static class ForeignParsers
{
    /// <summary>The mails as two parsers from npm see them: for each file one after the other.</summary>
    public static async Task<IReadOnlyList<SeenMail>> NodeAsync(IEnumerable<string> files)
    {
        await NodePackages.InstallAsync();
        return await RunAsync("node", "parse.mjs", files);
    }

    /// <summary>The mails as Python's own parser sees them; none when there is no Python, the one parser here that is not installed with the tests.</summary>
    /// <exception cref="InvalidOperationException">It finds a defect.</exception>
    public static async Task<IReadOnlyList<SeenMail>> PythonAsync(IEnumerable<string> files) =>
        await ChildProcess.ExistsAsync("python3") ? await RunAsync("python3", "parse.py", files) : [];

    private static async Task<IReadOnlyList<SeenMail>> RunAsync(string program, string script, IEnumerable<string> files)
    {
        var path = Path.Combine(NodePackages.ProjectFolder, "Delivery", "Parsers", script);
        return JsonSerializer.Deserialize<List<SeenMail>>(await ChildProcess.RunAsync(program, [path, .. files], NodePackages.ProjectFolder), JsonSerializerOptions.Web)!;
    }
}
