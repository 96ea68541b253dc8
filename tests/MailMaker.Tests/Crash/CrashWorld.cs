using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MailMaker.Tests.Crash;

/// <summary>
/// What the killed program's clients did and were told, which is what must be true of it in the end. What they were not told of - a call that the kill cut off - is made again
/// where that is what a client would do, or is left out of what is asserted.
/// </summary>
internal sealed class CrashWorld(Random random)
{
    /// <summary>The most mails that a contact may get.</summary>
    public const int Cap = 3;

    private const string Account = "/api/accounts/acme";
    private const string List = Account + "/lists/news";
    private const int FirstContacts = 1_200;
    private const int MoreContacts = 60;

    private readonly SortedDictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> left = [];
    private readonly HashSet<string> maybeLeft = [];
    private readonly List<string> campaigns = [];
    private readonly List<long> kills = [];
    private readonly HashSet<string> imports = [];
    private string? unanswered;
    private int files;
    private int answers;

    /// <summary>Every contact's name, as the files that were taken say.</summary>
    public IReadOnlyDictionary<string, string> Names => names;

    /// <summary>When each contact was told that it had left.</summary>
    public IReadOnlyDictionary<string, long> Left => left;

    /// <summary>The campaigns that were launched.</summary>
    public IReadOnlyList<string> Campaigns => campaigns;

    /// <summary>The files that were taken.</summary>
    public IReadOnlySet<string> Imports => imports;

    /// <summary>When the program was killed.</summary>
    public IReadOnlyList<long> Kills => kills;

    /// <summary>Calls that were answered.</summary>
    public int Answers => Volatile.Read(ref answers);

    /// <summary>Notes a kill.</summary>
    public void Killed() => kills.Add(Stopwatch.GetTimestamp());

    /// <summary>Makes account, list, template and the first contacts.</summary>
    public async Task BeginAsync(ServeProcess program)
    {
        await PutAsync(program, Account, new { senderAddress = "news@acme.example", senderName = "Acme" });
        await PutAsync(program, List, new { title = "News", key = "email", buckets = 8, caps = new[] { new { max = Cap, per = "month", whenCapped = "drop" } } });
        await UploadAsync(program, NextFile(FirstContacts));
    }

    /// <summary>What clients do until the program is killed.</summary>
    public async Task ActAsync(ServeProcess program)
    {
        // The answer never came: a client sends the file again, before any other.
        if (unanswered is { } again)
            await UploadAsync(program, again);
        if (random.Next(3) == 0 || imports.Count == 0)
            await UploadAsync(program, NextFile(MoreContacts));
        if (random.Next(2) == 0)
            await Task.WhenAll(LaunchAsync(program, "a"), LaunchAsync(program, "b"));
        while (true)
        {
            await LeaveAsync(program, names.Keys.ElementAt(random.Next(names.Count)));
            await Task.Delay(random.Next(200));
        }
    }

    /// <summary>Launches those that a kill kept from being launched.</summary>
    public async Task FinishAsync(ServeProcess program)
    {
        if (unanswered is { } again)
            await UploadAsync(program, again);
        foreach (var campaign in campaigns)
        {
            var state = (await program.GetAsync($"{Account}/campaigns/{campaign}")).GetProperty("campaign").GetProperty("state").GetString();
            if (state == "draft")
                await PostAsync(program, $"{Account}/campaigns/{campaign}/launch", null);
            // Killed between the launch's record and its orchestration: who got no answer launches again. It may be sending by now, and refuse.
            if (state == "planning")
                (await program.Http.PostAsync(new Uri($"{Account}/campaigns/{campaign}/launch", UriKind.Relative), null)).Dispose();
        }
    }

    /// <summary>Whether what was acknowledged, or may have been done, keeps a mail from a contact.</summary>
    public bool MayHaveLeft(string recipient) => maybeLeft.Contains(recipient);

    private async Task LaunchAsync(ServeProcess program, string mark)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"c{kills.Count}{mark}");
        if (campaigns.Contains(name))
            return;
        await PutAsync(program, $"{Account}/templates/{name}", new { subject = name, html = "<p>Ciao {{firstName}}</p>" });
        await PutAsync(program, $"{Account}/campaigns/{name}", new { list = "news", template = name });
        // From here on it exists; a launch whose answer is lost is taken up at the end.
        lock (campaigns)
            campaigns.Add(name);
        await PostAsync(program, $"{Account}/campaigns/{name}/launch", null);
    }

    private async Task LeaveAsync(ServeProcess program, string recipient)
    {
        maybeLeft.Add(recipient);
        await PostAsync(program, $"{Account}/optouts", new { list = "news", key = recipient });
        left.TryAdd(recipient, Stopwatch.GetTimestamp());
    }

    private string NextFile(int more)
    {
        var text = new StringBuilder("email,nome\n");
        files++;
        var known = names.Count;
        // New ones, and a stretch of the known ones under another name.
        var from = known == 0 ? 0 : random.Next(known);
        foreach (var number in Enumerable.Range(known, more).Concat(Enumerable.Range(from, Math.Min(100, known - from))))
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"person{number:D5}@example.com");
            names[address] = string.Create(CultureInfo.InvariantCulture, $"Name {files}");
            text.Append(CultureInfo.InvariantCulture, $"{address},{names[address]}\n");
        }

        return text.ToString();
    }

    private async Task UploadAsync(ServeProcess program, string file)
    {
        unanswered = file;
        using var content = new StringContent(file, Encoding.UTF8, "text/csv");
        using var answer = await program.Http.PostAsync(new Uri($"{List}/imports?mode=incremental", UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        imports.Add((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!);
        unanswered = null;
        Interlocked.Increment(ref answers);
    }

    private async Task PutAsync(ServeProcess program, string path, object body)
    {
        using var answer = await program.Http.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        Interlocked.Increment(ref answers);
    }

    private async Task PostAsync(ServeProcess program, string path, object? body)
    {
        using var answer = body is null ? await program.Http.PostAsync(new Uri(path, UriKind.Relative), null) : await program.Http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        Interlocked.Increment(ref answers);
    }
}
