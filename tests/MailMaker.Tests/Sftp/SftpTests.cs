namespace MailMaker.Tests.Sftp;

/// <summary>Files that come over SFTP: a real client, a real server, the whole app.</summary>
public sealed class SftpTests
{
    // Kilobits a second. 8 MB a second: slow enough to be looked at while it lasts.
    private const int SlowLine = 64_000;

    // Of an upload that breaks off: it has seconds to go when the test comes to it, however slow that is.
    private const int SlowestLine = 32_000;

    [SftpFact]
    public async Task A_file_that_is_put_becomes_contacts()
    {
        await using var stage = await SftpStage.OpenAsync();
        var file = stage.Local("people.csv", "email,firstName\nada@example.com,Ada\nbroken,x\n");
        await stage.Ssh.RunAsync($"put {file} {stage.Inbox}/people.csv");
        Assert.Equal((2, 1, 1), SftpStage.Counts(await stage.ImportedAsync("people.csv")));
        Assert.Contains("\"rejected\"", await stage.FetchReportAsync("news/incremental/people.csv"), StringComparison.Ordinal);
    }

    [SftpFact]
    public async Task A_large_file_is_not_read_before_its_upload_ends_even_when_the_line_stalls()
    {
        await using var stage = await SftpStage.OpenAsync();
        const int Rows = 55_000;
        var file = stage.Big("large.csv", Rows);
        Assert.True(new FileInfo(file).Length > 100 << 20);
        using var upload = await stage.Ssh.BeginSlowlyAsync(SlowLine, $"put {file} {stage.Inbox}/large.csv");
        await stage.ReachesAsync("large.csv", 5 << 20);
        upload.Stop();
        await stage.OthersAreTakenAsync();
        Assert.True(stage.Uploaded("large.csv").Length < 100 << 20);
        Assert.Empty(await stage.ImportsAsync("large.csv"));
        upload.Continue();
        await upload.FinishAsync();
        Assert.Equal((Rows, Rows, 0), SftpStage.Counts(await stage.ImportedAsync("large.csv")));
        Assert.Single(await stage.ImportsAsync("large.csv"));
    }

    [SftpFact]
    public async Task An_upload_that_breaks_off_is_not_imported_and_is_once_it_was_resumed()
    {
        await using var stage = await SftpStage.OpenAsync();
        const int Rows = 20_000;
        var file = stage.Big("resumed.csv", Rows);
        await BreakOffAsync(stage, "resumed.csv", file);
        var refused = await stage.ImportedAsync("resumed.csv", "refused");
        Assert.Contains("broken off", refused.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("broken off", await stage.FetchReportAsync("news/incremental/resumed.csv"), StringComparison.Ordinal);
        Assert.Equal(0, await ContactsAsync(stage));

        await stage.Ssh.RunAsync($"reput {file} {stage.Inbox}/resumed.csv");
        Assert.Equal((Rows, Rows, 0), SftpStage.Counts(await stage.ImportedAsync("resumed.csv")));
        Assert.Equal(2, (await stage.ImportsAsync("resumed.csv")).Count);
    }

    [SftpFact]
    public async Task An_upload_that_breaks_off_can_be_replaced()
    {
        await using var stage = await SftpStage.OpenAsync();
        await BreakOffAsync(stage, "replaced.csv", stage.Big("replaced.csv", 20_000));
        await stage.ImportedAsync("replaced.csv", "refused");
        var small = stage.Local("small.csv", "email\nada@example.com\n");
        await stage.Ssh.RunAsync($"put {small} {stage.Inbox}/replaced.csv");
        Assert.Equal((1, 1, 0), SftpStage.Counts(await stage.ImportedAsync("replaced.csv")));
        Assert.Equal(1, await ContactsAsync(stage));
    }

    [SftpFact]
    public async Task A_file_under_a_temporary_name_is_left_alone_until_it_is_renamed()
    {
        await using var stage = await SftpStage.OpenAsync();
        var file = stage.Local("people.csv", "email\nada@example.com\n");
        await stage.Ssh.RunAsync($"put {file} {stage.Inbox}/people.csv.part", $"put {file} {stage.Inbox}/.people.csv");
        await stage.OthersAreTakenAsync();
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(stage.App.Folder, "reports"), "*", SearchOption.AllDirectories),
            f => f.Contains("people", StringComparison.Ordinal));
        await stage.Ssh.RunAsync($"rename {stage.Inbox}/people.csv.part {stage.Inbox}/people.csv");
        Assert.Equal((1, 1, 0), SftpStage.Counts(await stage.ImportedAsync("people.csv")));
        Assert.Single(await stage.ImportsAsync("people.csv"));
    }

    [SftpFact]
    public async Task Who_uploads_to_a_wrong_place_finds_a_report_about_it()
    {
        await using var stage = await SftpStage.OpenAsync();
        var file = stage.Local("people.csv", "email\nada@example.com\n");
        await stage.Ssh.RunAsync($"put {file} {stage.Ssh.Drop}/people.csv", $"mkdir {stage.Ssh.Drop}/old", $"mkdir {stage.Ssh.Drop}/old/full",
            $"put {file} {stage.Ssh.Drop}/old/full/people.csv");
        Assert.Contains("There is no list old", await stage.FetchReportAsync("old/full/people.csv"), StringComparison.Ordinal);
        Assert.Contains("A file belongs at", await stage.FetchReportAsync("unplaced/people.csv"), StringComparison.Ordinal);
        Assert.Equal(0, await ContactsAsync(stage));
    }

    [SftpFact]
    public async Task Two_uploads_at_once_are_two_imports()
    {
        await using var stage = await SftpStage.OpenAsync();
        const int Rows = 10_000;
        using var first = await stage.Ssh.BeginAsync($"put {stage.Big("first.csv", Rows)} {stage.Inbox}/first.csv");
        using var second = await stage.Ssh.BeginAsync($"put {stage.Big("second.csv", Rows)} {stage.Inbox}/second.csv");
        await Task.WhenAll(first.FinishAsync(), second.FinishAsync());
        Assert.Equal((Rows, Rows, 0), SftpStage.Counts(await stage.ImportedAsync("first.csv")));
        Assert.Equal((Rows, Rows, 0), SftpStage.Counts(await stage.ImportedAsync("second.csv")));
    }

    [SftpFact]
    public async Task An_account_sees_its_own_folders_and_nothing_else()
    {
        await using var stage = await SftpStage.OpenAsync();
        if (!stage.Ssh.IsJail)
            return; // The server has said that there is no chroot.
        Assert.Equal(["drop", "reports"], (await stage.Ssh.RunAsync("ls -1 /")).Split('\n').Select(l => l.Trim().Trim('/')).Where(l => l is "drop" or "reports" or "etc"));
        var file = stage.Local("people.csv", "email\nada@example.com\n");
        foreach (var refused in new[] { $"put {file} /people.csv", $"put {file} /reports/people.csv", "get /etc/passwd", $"get {stage.App.Folder}/keys.json" })
        {
            using var session = await stage.Ssh.BeginAsync(refused);
            Assert.NotEqual(0, (await session.EndAsync()).Code);
        }
    }

    private static async Task BreakOffAsync(SftpStage stage, string name, string file)
    {
        using var upload = await stage.Ssh.BeginSlowlyAsync(SlowestLine, $"put {file} {stage.Inbox}/{name}");
        await stage.ReachesAsync(name, 5 << 20);
        await upload.KillAsync();
        Assert.True(stage.Uploaded(name).Length < new FileInfo(file).Length);
    }

    private static async Task<int> ContactsAsync(SftpStage stage) =>
        (await stage.App.GetAsync("/api/accounts/acme/lists/news/contacts?top=100")).GetProperty("contacts").GetArrayLength();
}
