using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace MailMaker.Tests.Support;

/// <summary>Runs another program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>What the program printed.</summary>
    /// <exception cref="InvalidOperationException">It ended with another code than 0.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors}{await output}");
    }

    /// <summary>Whether there is such a program.</summary>
    public static async Task<bool> ExistsAsync(string program)
    {
        try
        {
            await RunAsync(program, ["--version"], Path.GetTempPath());
            return true;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }
}
