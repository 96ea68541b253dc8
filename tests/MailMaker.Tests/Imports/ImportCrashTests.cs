using System.Globalization;
using System.Text;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;

namespace MailMaker.Tests.Imports;

public class ImportCrashTests
{
    private static readonly ContactList Definition = new() { Account = ImportStage.Account, Name = ImportStage.List, Buckets = 2, RemovalGuard = 1 };

    // 300 contacts before; the file changes some, leaves some, adds some, lacks some, doubles one and has a row that can't be imported.
    private static readonly string Before = File(0, 300, "Person");
    private static readonly string After = File(0, 60, "Person") + Rows(60, 260, "Persona") + Rows(300, 420, "Person") + "person5@example.com,Twice,\nnobody,Nobody,\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_then_a_restart_ends_as_no_crash_would(bool afterTheWrite)
    {
        var (reference, crashed) = await RunAsync(0, afterTheWrite);
        Assert.False(crashed);
        Assert.Contains("Completed", reference, StringComparison.Ordinal);

        var points = 0;
        for (var point = 1; ; point++)
        {
            var (outcome, happened) = await RunAsync(point, afterTheWrite);
            if (!happened)
                break;
            points = point;
            Assert.True(reference == outcome, $"a crash at write {point} ended differently:\n{outcome}\ninstead of\n{reference}");
        }

        Assert.InRange(points, 25, 500);
    }

    [Fact]
    public async Task Running_every_activity_twice_ends_as_running_it_once_would()
    {
        var (reference, _) = await RunAsync(0, false);

        var (twice, _) = await RunAsync(0, false, times: 2);

        Assert.Equal(reference, twice);
    }

    private static async Task<(string Outcome, bool Crashed)> RunAsync(int crashAt, bool afterTheWrite, int times = 1)
    {
        CrashingTables? tables = null;
        await using var stage = await ImportStage.OpenAsync(Definition, connection => tables = new CrashingTables(connection));
        await stage.ImportAsync(Before, name: "before.csv");
        var before = await stage.ContactsAsync();
        var byHand = new ImportByHand(stage, Definition, times);
        var key = await byHand.RegisterAsync(After, ImportMode.Full, "after.csv");
        (tables!.CrashAt, tables.AfterTheWrite) = (crashAt, afterTheWrite);
        await byHand.ImportAsync(key);
        var outcome = await OutcomeAsync(stage, key);
        await byHand.RevertAsync(key);
        var crashed = tables.Crashed;
        Assert.Equal(before, await stage.ContactsAsync());
        var (are, mustBe) = await stage.AddressIndexAsync();
        Assert.Equal(mustBe, are);
        return (outcome + await RevertOutcomeAsync(stage, key), crashed);
    }

    private static async Task<string> OutcomeAsync(ImportStage stage, ImportKey key)
    {
        var import = (await stage.Get<ImportRecords>().FindAsync(key, default))!;
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{import.State} {import.Counts} adds up: {import.Counts.AddUp}");
        foreach (var (reason, count) in import.RejectedByReason.OrderBy(r => r.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"{count} {reason}");
        text.AppendLine(await stage.TextAsync(import.RejectsFile!));
        text.AppendLine(CultureInfo.InvariantCulture, $"progress rows {await stage.CountRowsAsync("i|")}, spools {(await stage.BlobsAsync(ImportBlobs.Work)).Count}");
        foreach (var fields in (await stage.ContactsAsync()).Values)
            text.AppendLine(fields);
        var (are, mustBe) = await stage.AddressIndexAsync();
        Assert.Equal(mustBe, are);
        return text.ToString();
    }

    private static async Task<string> RevertOutcomeAsync(ImportStage stage, ImportKey key)
    {
        var import = (await stage.Get<ImportRecords>().FindAsync(key, default))!;
        var undoRows = await stage.CountRowsAsync("u|" + key.Id);
        return string.Create(CultureInfo.InvariantCulture, $"{import.State} {import.Reverted} undo rows {undoRows}");
    }

    private static string File(int first, int end, string name) => "email,nome,cellulare\n" + Rows(first, end, name);

    private static string Rows(int first, int end, string name) =>
        string.Concat(Enumerable.Range(first, end - first).Select(i => string.Create(CultureInfo.InvariantCulture, $"person{i}@example.com,{name} {i},+39333{1_000_000 + (i * name.Length):D7}\n")));
}
