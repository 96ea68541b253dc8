using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MailMaker.Core.Consent;

namespace MailMaker.Benchmarks.Http;

/// <summary>The real program, serving a data folder in a process of its own.</summary>
internal sealed partial class ServedApp : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private readonly Process process;
    private readonly string folder;

    private ServedApp(Process process, string folder, Uri address)
    {
        (this.process, this.folder) = (process, folder);
        Http = new HttpClient { BaseAddress = address };
        using var keys = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "keys.json")));
        Http.DefaultRequestHeaders.Add("x-functions-key", keys.RootElement.GetProperty("function").GetString());
    }

    /// <summary>For management calls.</summary>
    public HttpClient Http { get; }

    /// <summary>Signs links as the program does.</summary>
    public UnsubscribeTokens Tokens => new(new SigningSecret(Convert.FromBase64String(File.ReadAllText(Path.Combine(folder, "secret.key")).Trim())));

    /// <summary>The most memory that the process ever had, in MB.</summary>
    public int PeakMemoryMB
    {
        get
        {
            process.Refresh();
            return (int)(process.PeakWorkingSet64 / (1024 * 1024));
        }
    }

    /// <summary>Processor time that it took so far, in seconds.</summary>
    public double CpuSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts it; mails are written in full and forgotten, and one place may post as many forms as it likes, since all come from here.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static async Task<ServedApp> StartAsync(string folder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "MailMaker.dll"), "serve", "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            Environment = { ["Delivery__Channel"] = "null", ["SignUp__PostsPerIp"] = "0" },
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is not { Success: true } address)
                continue;
            // Read on, or the program would wait for room in the pipe.
            _ = process.StandardOutput.ReadToEndAsync();
            return new ServedApp(process, folder, new Uri(address.Value));
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }

    /// <summary>Makes a definition.</summary>
    public async Task PutAsync(string path, object body)
    {
        using var answer = await Http.PutAsJsonAsync(path, body);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"PUT {path}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Asks for something to be done.</summary>
    public async Task PostAsync(string path)
    {
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), null);
        if (!answer.IsSuccessStatusCode)
            throw new InvalidOperationException($"POST {path}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Drops a file and waits until it is imported.</summary>
    /// <returns>Rows a second, from the file's registration to the end.</returns>
    public async Task<int> ImportAsync(string account, string list, string file)
    {
        var drop = Path.Combine(folder, "drop", account, list, "incremental");
        Directory.CreateDirectory(drop);
        File.Move(file, Path.Combine(drop, Path.GetFileName(file)));
        while (true)
        {
            await Task.Delay(Look);
            var imports = (await Http.GetFromJsonAsync<JsonElement>($"/api/accounts/{account}/imports?list={list}")).GetProperty("imports").EnumerateArray();
            var import = imports.FirstOrDefault(i => i.GetProperty("name").GetString() == Path.GetFileName(file));
            if (import.ValueKind == JsonValueKind.Object && import.GetProperty("state").GetString() == "completed")
                return Rate(import.GetProperty("counts").GetProperty("rows").GetInt32(), import.GetProperty("registeredAt"), import.GetProperty("completedAt"));
        }
    }

    /// <summary>Launches a campaign and waits for its end.</summary>
    /// <returns>Recipients decided a second.</returns>
    public async Task<int> SendAsync(string account, string campaign)
    {
        var watch = Stopwatch.StartNew();
        await PostAsync($"/api/accounts/{account}/campaigns/{campaign}/launch");
        while (true)
        {
            await Task.Delay(Look);
            var status = await Http.GetFromJsonAsync<JsonElement>($"/api/accounts/{account}/campaigns/{campaign}");
            if (status.GetProperty("campaign").GetProperty("state").GetString() == "completed")
                return (int)(status.GetProperty("counts").EnumerateObject().Where(c => c.Name is "sent" or "unsubscribed").Sum(c => c.Value.GetInt32()) / watch.Elapsed.TotalSeconds);
        }
    }

    /// <summary>Where a campaign stands.</summary>
    public Task<JsonElement> StatusAsync(string account, string campaign) => Http.GetFromJsonAsync<JsonElement>($"/api/accounts/{account}/campaigns/{campaign}");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int Rate(int rows, JsonElement from, JsonElement to) => (int)(rows / (to.GetDateTimeOffset() - from.GetDateTimeOffset()).TotalSeconds);

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Listening();
}
