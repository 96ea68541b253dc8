using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace MailMaker.Tests.Crash;

/// <summary>The real program, serving a folder until it is killed.</summary>
internal sealed class ServeProcess : IDisposable
{
    private readonly Process process;

    private ServeProcess(Process process) => this.process = process;

    public HttpClient Http { get; } = new();

    public static async Task<ServeProcess> StartAsync(string folder, params (string Name, string Value)[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "MailMaker.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "serve", "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var serve = new ServeProcess(Process.Start(start)!);
        try
        {
            await serve.ListensAsync(folder);
            return serve;
        }
        catch
        {
            serve.Dispose();
            throw;
        }
    }

    private async Task ListensAsync(string folder)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Everything that it prints is read, so that it never waits for a reader.
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, printed) =>
        {
            if (printed.Data?.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at)
                address.TrySetResult(new Uri(printed.Data[at..].Split(',', ' ')[0]));
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        Http.BaseAddress = await address.Task.WaitAsync(TimeSpan.FromMinutes(1));
        using var keys = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "keys.json")));
        Http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Kills it with SIGKILL.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Kills it, if nobody did before.</summary>
    public void Dispose()
    {
        Http.Dispose();
        if (!process.HasExited)
            Kill();
        process.Dispose();
    }
}
