using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace MailMaker.Contracts.Support;

/// <summary>
/// Azurite, blobs and tables, in memory on free loopback ports. Its npm packages are installed once, beside this project's sources.
/// </summary>
public sealed partial class AzuriteFixture : IAsyncLifetime
{
    /// <summary>Name and key of the one account that every Azurite has, as its documentation prints them.</summary>
    public const string AccountName = "devstoreaccount1";

    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(3);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<string>> addresses = new();
    private readonly ConcurrentQueue<string> said = new();
    private Process? process;

    /// <summary>Connection string of the running Azurite.</summary>
    public string ConnectionString { get; private set; } = "";

    public Uri BlobEndpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The folder of this project's sources.</summary>
    public static string ProjectFolder { get; } = FindProjectFolder();

    public async Task InitializeAsync()
    {
        await InstallOnceAsync();
        process = Start(Path.Combine(ProjectFolder, "node_modules", "azurite", "dist", "src", "azurite.js"));
        var blobs = await AddressAsync("Blob");
        var tables = await AddressAsync("Table");
        BlobEndpoint = new Uri($"{blobs}/{AccountName}");
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={AccountName};AccountKey={AccountKey};"
            + $"BlobEndpoint={BlobEndpoint};TableEndpoint={tables}/{AccountName};";
    }

    public async Task DisposeAsync()
    {
        if (process is null)
            return;
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    // Port 0: each service finds a free one and prints it, so no two runs can be given the same.
    private Process Start(string script)
    {
        string[] arguments =
        [
            script, "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--inMemoryPersistence",
            "--blobHost", "127.0.0.1", "--blobPort", "0", "--tableHost", "127.0.0.1", "--tablePort", "0",
            "--queueHost", "127.0.0.1", "--queuePort", "0",
        ];
        var start = new ProcessStartInfo("node", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var started = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        started.OutputDataReceived += (_, line) => Hear(line.Data);
        started.ErrorDataReceived += (_, line) => Hear(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return started;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        if (Listening().Match(line) is { Success: true } match)
            Address(match.Groups["service"].Value).TrySetResult(match.Groups["address"].Value);
        else
            said.Enqueue(line);
    }

    private async Task<string> AddressAsync(string service)
    {
        try
        {
            return await Address(service).Task.WaitAsync(StartsWithin);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"Azurite's {service} service did not start: {string.Join(' ', said)}");
        }
    }

    private TaskCompletionSource<string> Address(string service) =>
        addresses.GetOrAdd(service, _ => new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));

    [GeneratedRegex("Azurite (?<service>[A-Z][a-z]+) service is successfully listening at (?<address>[^ ]+)")]
    private static partial Regex Listening();

    private static async Task InstallOnceAsync()
    {
        var azurite = Path.Combine(ProjectFolder, "node_modules", "azurite", "package.json");
        if (File.Exists(azurite))
            return;
        await using var held = await LockAsync(Path.Combine(ProjectFolder, "obj", "npm.lock"));
        if (File.Exists(azurite))
            return;
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", "ci --ignore-scripts --no-audit --no-fund")
        {
            WorkingDirectory = ProjectFolder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var npm = Process.Start(start) ?? throw new InvalidOperationException("npm did not start.");
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = await npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm ci failed in {ProjectFolder}: {errors}{await output}");
    }

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
        const string Project = "MailMaker.Contracts.csproj";
        for (var folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, Project)))
                return folder;
            var below = Path.Combine(folder, "tests", "MailMaker.Contracts");
            if (File.Exists(Path.Combine(below, Project)))
                return below;
        }

        throw new DirectoryNotFoundException("The folder of MailMaker.Contracts.csproj was not found above the test assembly.");
    }
}
