using System.Reflection;

namespace MailMaker.Tests.Support;

/// <summary>The npm packages of this project, installed once beside its sources.</summary>
internal static class NodePackages
{
    /// <summary>The folder of this project's sources.</summary>
    public static string ProjectFolder { get; } = FindProjectFolder();

    /// <summary>Installs the packages when they are not there.</summary>
    public static async Task InstallAsync()
    {
        // npm writes this file last.
        var installed = Path.Combine(ProjectFolder, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(ProjectFolder, "package-lock.json");
        if (IsCurrent(installed, wanted))
            return;
        await using var held = await LockAsync(Path.Combine(ProjectFolder, "obj", "npm.lock"));
        if (!IsCurrent(installed, wanted))
            await ChildProcess.RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ProjectFolder);
    }

    private static bool IsCurrent(string installed, string wanted) =>
        File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(wanted);

    // Two test runs at once must not install at once.
    private static async Task<FileStream> LockAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(200, limit.Token);
            }
        }
    }

    // Tests run from bin/… below the project, or from an artifacts folder beside it.
    private static string FindProjectFolder()
    {
        const string Project = "MailMaker.Tests.csproj";
        for (var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, Project)))
                return folder;
            var below = Path.Combine(folder, "tests", "MailMaker.Tests");
            if (File.Exists(Path.Combine(below, Project)))
                return below;
        }

        throw new DirectoryNotFoundException("The folder of MailMaker.Tests.csproj was not found above the test assembly.");
    }
}
