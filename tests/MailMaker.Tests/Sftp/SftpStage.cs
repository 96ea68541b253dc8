using System.Text;
using System.Text.Json;
using MailMaker.Tests.Support;

namespace MailMaker.Tests.Sftp;

/// <summary>The whole app, a list, an SSH server over its drop folder, and a folder of the client's own.</summary>
internal sealed class SftpStage : IAsyncDisposable
{
    private readonly TemporaryFolder folder;
    private readonly TemporaryFolder client = new();
    private int canaries;

    private SftpStage(RunningApp app, TemporaryFolder folder) => (App, this.folder) = (app, folder);

    public RunningApp App { get; }

    public SshServer Ssh { get; private set; } = null!;

    /// <summary>Where the list's incremental files go, as the client sees it.</summary>
    public string Inbox => Ssh.Drop + "/news/incremental";

    public static async Task<SftpStage> OpenAsync()
    {
        Assert.True(SshServer.IsInstalled, "sshd is missing: install openssh-server.");
        var folder = new TemporaryFolder();
        var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { senderAddress = "news@acme.example" });
        await app.PutAsync("/api/accounts/acme/lists/news", new { buckets = 4 });
        var stage = new SftpStage(app, folder) { Ssh = await SshServer.StartAsync(folder.Path) };
        await stage.Ssh.RunAsync($"mkdir {stage.Ssh.Drop}/news", $"mkdir {stage.Inbox}");
        return stage;
    }

    /// <summary>A file of the client's.</summary>
    public string Local(string name, string text)
    {
        var path = Path.Combine(client.Path, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    /// <summary>
    /// A big file whose rows are as long as a block of the upload less its heading: where it breaks off at a block's end, that is within a row.
    /// </summary>
    public string Big(string name, int rows)
    {
        var path = Path.Combine(client.Path, name);
        using var writer = new StreamWriter(path, false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("email,firstName");
        // The blanks at a cell's end are none of its text.
        for (var i = 0; i < rows; i++)
            writer.WriteLine($"{name[0]}{i:D7}@example.com,Ada".PadRight(2047));
        return path;
    }

    /// <summary>A full path on the server of what the client calls so.</summary>
    public FileInfo Uploaded(string name) => new(Path.Combine(folder.Path, "drop", "acme", "news", "incremental", name));

    /// <summary>Waits until an upload has brought so much.</summary>
    public Task ReachesAsync(string name, long octets) => Eventually.HoldsAsync(() => Task.FromResult(Uploaded(name) is { Exists: true } file && file.Length >= octets));

    /// <summary>Uploads one more file and waits for its import: whatever lay there before and was due has been taken by then.</summary>
    public async Task OthersAreTakenAsync()
    {
        var name = $"zz-canary{++canaries}.csv";
        await Ssh.RunAsync($"put {Local(name, $"email\ncanary{canaries}@example.com\n")} {Inbox}/{name}");
        await ImportedAsync(name);
    }

    /// <summary>The imports of a file so far.</summary>
    public async Task<List<JsonElement>> ImportsAsync(string name) =>
        [.. (await App.GetAsync("/api/accounts/acme/imports?list=news")).GetProperty("imports").EnumerateArray().Where(i => i.GetProperty("name").GetString() == name)];

    /// <summary>The import of a file, completed or refused.</summary>
    public async Task<JsonElement> ImportedAsync(string name, string state = "completed")
    {
        JsonElement found = default;
        await Eventually.HoldsAsync(async () =>
        {
            found = (await ImportsAsync(name)).FirstOrDefault(i => i.GetProperty("state").GetString() == state);
            return found.ValueKind == JsonValueKind.Object;
        });
        return found;
    }

    public static (int Rows, int Added, int Rejected) Counts(JsonElement import)
    {
        var counts = import.GetProperty("counts");
        return (counts.GetProperty("rows").GetInt32(), counts.GetProperty("added").GetInt32(), counts.GetProperty("rejected").GetInt32());
    }

    /// <summary>Fetches a file of the client's reports, whose name begins so.</summary>
    public async Task<string> FetchReportAsync(string path)
    {
        var target = Path.Combine(client.Path, Guid.NewGuid().ToString("N"));
        await Eventually.HoldsAsync(async () =>
        {
            using var session = await Ssh.BeginAsync($"get {Ssh.Reports}/{path}*.report.json {target}");
            return (await session.EndAsync()).Code == 0 && File.Exists(target);
        });
        return await File.ReadAllTextAsync(target);
    }

    public async ValueTask DisposeAsync()
    {
        await Ssh.DisposeAsync();
        await App.DisposeAsync();
        client.Dispose();
        folder.Dispose();
    }
}
