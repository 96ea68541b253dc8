using System.Text;
using System.Text.Json;
using MailMaker.Core;
using MailMaker.Core.Imports;
using MailMaker.Imports;

namespace MailMaker.Tests.Imports;

public class BadFileTests
{
    [Theory]
    [InlineData("acme/news/full/x.csv", "", "The file is empty.")]
    [InlineData("acme/news/full/x.csv", "nome,cognome\nAda,Rossi\n", "no column with the list's key")]
    [InlineData("acme/nowhere/full/x.csv", "email\na@b.it\n", "no list nowhere in an account acme")]
    [InlineData("nobody/news/full/x.csv", "email\na@b.it\n", "no list news in an account nobody")]
    [InlineData("x.csv", "email\na@b.it\n", "0 folders above the file")]
    [InlineData("acme/news/weekly/x.csv", "email\na@b.it\n", "third folder")]
    [InlineData("acme/news/full/x.xlsx", "PK\u0003\u0004", "damaged")]
    [InlineData("acme/news/full/x.ods", "PK\u0003\u0004", "extension .ods")]
    [InlineData("acme/news/full/x.csv", "PK\u0003\u0004", "workbook")]
    public async Task A_file_that_cannot_be_imported_gets_a_report_with_the_reason(string path, string text, string reason)
    {
        await using var stage = await ImportStage.OpenAsync();

        await stage.DropAsync(path, Encoding.UTF8.GetBytes(text));
        await stage.IdleAsync();

        var report = await OnlyReportAsync(stage);
        Assert.Equal(ImportState.Refused, report.State);
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
        Assert.Equal("drop/" + path, report.File);
        Assert.Empty(await stage.ContactsAsync());
        Assert.Empty(await stage.BlobsAsync(ImportBlobs.Work));
    }

    [Fact]
    public async Task A_folder_with_a_files_name_is_refused_and_other_folders_are_passed_over()
    {
        await using var stage = await ImportStage.OpenAsync();
        var folder = new Dictionary<string, string> { ["hdi_isfolder"] = "true" };

        await stage.DropAsync("acme/news/full/x.csv", [], folder);
        await stage.DropAsync("acme/other", [], folder);
        await stage.IdleAsync();

        Assert.Contains("folder", (await OnlyReportAsync(stage)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_does_not_hold_up_the_next()
    {
        await using var stage = await ImportStage.OpenAsync();
        var refused = await stage.ImportAsync("nome\nAda\n", name: "a.csv");

        var next = await stage.ImportAsync("email\na@example.com\n", name: "b.csv");

        Assert.Equal((ImportState.Refused, ImportState.Completed), (refused.State, next.State));
    }

    [Fact]
    public async Task A_file_that_was_replaced_before_its_turn_is_refused_and_the_new_one_imported()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync("email\na@example.com\nb@example.com\n", name: "seed.csv");
        var first = await stage.ImportAsync("email\na@example.com\n", "full", "first.csv");
        var old = await stage.ImportAsync("email\nold@example.com\n", name: "file.csv");
        var late = await stage.ImportAsync("email\nnew@example.com\n", name: "file.csv");

        await stage.Orchestrations.RaiseEventAsync(first.Key.InstanceId, ImportFile.Decision, ImportFile.Cancel);
        for (var i = 0; i < 5; i++)
        {
            await stage.IdleAsync();
            stage.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        await stage.IdleAsync();
        var states = (await stage.Get<ImportRecords>().ListAsync("acme", "news", default)).ToDictionary(i => i.Id, i => i.State);
        Assert.Equal((ImportState.Refused, ImportState.Completed), (states[old.Id], states[late.Id]));
        Assert.DoesNotContain("old@example.com", (await stage.ContactsAsync()).Keys);
    }

    [Fact]
    public async Task Broken_rows_a_huge_field_and_broken_bytes_cost_their_rows_only()
    {
        await using var stage = await ImportStage.OpenAsync();
        byte[] file =
        [
            .. "email,nome\na@example.com,Niccolò\nb@example.com,\"open\nc@example.com,Cleo\nd@example.com,\""u8,
            .. new byte[10_000_000].Select(_ => (byte)'x'),
            .. "\"\ne@example.com,Città \u00e8 perch\u00e9\nf@example.com,"u8, 0xFF, .. "\ng@example.com,Gaia\n"u8,
        ];

        await stage.DropAsync("acme/news/incremental/x.csv", file);
        await stage.IdleAsync();

        Assert.Equal(["a@example.com", "c@example.com", "e@example.com", "g@example.com"], (await stage.ContactsAsync()).Keys);
        var report = await OnlyReportAsync(stage);
        Assert.Equal(new ImportCounts { Rows = 7, Added = 4, Rejected = 3 }, report.Counts);
        Assert.Equal([(3L, "nome"), (5L, "nome"), (7L, "nome")], report.FirstRejects!.Select(r => (r.Line, r.Column)));
    }

    [Fact]
    public async Task Two_hundred_columns_are_imported_and_the_report_says_what_became_of_each()
    {
        await using var stage = await ImportStage.OpenAsync();

        var import = await stage.ImportAsync($"email,{string.Join(',', Enumerable.Range(1, 199).Select(i => $"f{i}"))},E-Mail\na@example.com,{string.Join(',', Enumerable.Range(1, 200))}\n");

        Assert.Equal(1, import.Counts.Added);
        Assert.Contains("\"f199\":\"199\"", (await stage.ContactsAsync()).Values.Single(), StringComparison.Ordinal);
        var columns = (await stage.ReportAsync(import)).Columns!;
        Assert.Equal((ColumnUse.BuiltIn, ColumnUse.Custom, ColumnUse.Duplicate), (columns[0].Use, columns[1].Use, columns[200].Use));
    }

    private static async Task<ImportReport> OnlyReportAsync(ImportStage stage)
    {
        var name = Assert.Single(await stage.BlobsAsync(ImportBlobs.Reports), b => b.EndsWith(".report.json", StringComparison.Ordinal));
        return JsonSerializer.Deserialize<ImportReport>(await stage.TextAsync($"{ImportBlobs.Reports}/{name}"), DefinitionJson.Options)!;
    }
}
