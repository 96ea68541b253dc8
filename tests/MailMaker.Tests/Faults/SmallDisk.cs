using System.Diagnostics;

namespace MailMaker.Tests.Faults;

/// <summary>A file system of some megabytes in memory. Whoever may not mount one has none.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int MegaBytes = 32;

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static SmallDisk? TryMount()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var path = Directory.CreateTempSubdirectory("mailmaker-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={MegaBytes}m", "tmpfs", path))
            return new SmallDisk(path);
        Directory.Delete(path);
        return null;
    }

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
