using System.Diagnostics;
using System.Text.Json;

namespace MailMaker.Tests.Crash;

/// <summary>The real program, running the demo on a folder.</summary>
internal sealed class DemoProcess : IDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private DemoProcess(Process process)
    {
        this.process = process;
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public static DemoProcess Start(string folder, int contacts, params (string Name, string Value)[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "MailMaker.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "demo", "--data", folder, "--contacts", $"{contacts}", "--json"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new DemoProcess(Process.Start(start)!);
    }

    /// <summary>Kills it with SIGKILL after a while, wherever it is then.</summary>
    /// <returns>Whether it was still running.</returns>
    public async Task<bool> KillAfterAsync(TimeSpan wait)
    {
        using var timer = new CancellationTokenSource(wait);
        try
        {
            await process.WaitForExitAsync(timer.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            return true;
        }
    }

    /// <summary>Lets it come to its end.</summary>
    /// <returns>The summary, which is all of its standard output.</returns>
    public async Task<JsonElement> FinishAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"The demo ended with {process.ExitCode}: {await errors}{await output}");
        return JsonDocument.Parse(await output).RootElement;
    }

    /// <summary>What it logged.</summary>
    public Task<string> ErrorsAsync() => errors;

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
