using System.Diagnostics;

namespace MailMaker.Tests.Sftp;

/// <summary>OpenSSH's <c>sftp</c>, in batch mode: it stops at the first command that fails.</summary>
internal sealed class SftpProgram : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private SftpProgram(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts it with the commands of a session.</summary>
    public static async Task<SftpProgram> StartAsync(IEnumerable<string> arguments, params string[] commands)
    {
        var start = new ProcessStartInfo("sftp", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        var sftp = new SftpProgram(Process.Start(start)!);
        await sftp.process.StandardInput.WriteAsync(string.Join('\n', commands) + "\n");
        sftp.process.StandardInput.Close();
        return sftp;
    }

    /// <summary>Lets it come to its end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> FinishAsync()
    {
        var (code, text) = await EndAsync();
        Assert.True(code == 0, $"sftp ended with {code}: {text}");
        return text;
    }

    /// <summary>Its exit code, and all it printed.</summary>
    public async Task<(int Code, string Text)> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Holds it where it is, as a line does that stalls.</summary>
    public void Stop() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void Continue() => Signal("CONT");

    /// <summary>Kills it and its connection.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, $"{process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
