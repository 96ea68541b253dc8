using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Imports;

public class DryRunTests
{
    private const string Three = "email,nome,città\na@example.com,Ada,Roma\nb@example.com,Bea,Torino\nc@example.com,Cleo,Pisa\n";

    [Fact]
    public async Task A_dry_run_shows_every_kind_of_row_with_old_and_new_values()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        await stage.SayGoodbyeAsync("a@example.com");

        var (_, answer) = await DryRunAsync(stage, "email,nome,città,consenso\na@example.com,Anna,Roma,sì\nb@example.com,Bea,,\nd@example.com,Dora,\"Reggio, Emilia\",\nnobody,X,Y,\n", "full");

        var difference = answer.Json;
        Assert.Equal("""{"rows":4,"added":1,"changed":2,"unchanged":0,"rejected":1,"removed":1,"protected":1,"warned":0}""", difference.GetProperty("counts").GetRawText());
        Assert.True(difference.GetProperty("needsApproval").GetBoolean());
        Assert.Equal(
            """[{"line":4,"key":"d@example.com","fields":[{"field":"email","new":"d@example.com"},{"field":"firstName","new":"Dora"},{"field":"city","new":"Reggio, Emilia"}]}]""",
            difference.GetProperty("added").GetRawText());
        Assert.Equal(
            """[{"line":2,"key":"a@example.com","fields":[{"field":"firstName","old":"Ada","new":"Anna"}]},{"line":3,"key":"b@example.com","fields":[{"field":"city","old":"Torino"}]}]""",
            difference.GetProperty("changed").GetRawText());
        Assert.Contains("\"key\":\"c@example.com\"", difference.GetProperty("removed").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            """[{"line":5,"column":"email","reason":"is not an e-mail address: it has no '@'","row":"nobody,X,Y,","cell":""}]""", difference.GetProperty("rejected").GetRawText());
        Assert.Equal("left", difference.GetProperty("protected")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_to_the_contacts()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        var before = await RowsAsync(stage);

        var (import, _) = await DryRunAsync(stage, "email,nome\na@example.com,Anna\nd@example.com,Dora\n", "full");

        Assert.Equal(ImportState.Completed, import.State);
        Assert.Equal(before, await RowsAsync(stage));
        Assert.Empty(await stage.BlobsAsync(ImportBlobs.Work));
    }

    [Theory]
    [InlineData("incremental")]
    [InlineData("full")]
    public async Task Its_counts_are_those_of_the_import_that_follows(string mode)
    {
        await using var stage = await ImportStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 4, RemovalGuard = 1 });
        await stage.ImportAsync(File(0, 500, "Person"));
        foreach (var who in Enumerable.Range(0, 50))
            await stage.SayGoodbyeAsync($"person{who * 7}@example.com");
        var file = File(0, 100, "Person") + Rows(100, 450, "Persona") + Rows(500, 700, "Person") + "person5@example.com,Twice\nnobody,Nobody\n";

        var (dry, answer) = await DryRunAsync(stage, file, mode);
        var real = await stage.ImportAsync(file, mode, "real.csv");

        Assert.Equal(real.Counts, dry.Counts);
        Assert.Equal(real.RejectedByReason.OrderBy(r => r.Key, StringComparer.Ordinal), dry.RejectedByReason.OrderBy(r => r.Key, StringComparer.Ordinal));
        Assert.True(dry.Counts is { Added: > 0, Changed: > 0, Unchanged: > 0, Rejected: 2, Protected: > 0, AddUp: true });
        Assert.Equal(mode == "full" ? 50 : 0, dry.Counts.Removed);
        Assert.Equal(dry.Counts.Added, answer.Json.GetProperty("added").GetArrayLength());
        Assert.Equal(2, answer.Json.GetProperty("rejected").GetArrayLength());
    }

    [Fact]
    public async Task Of_each_kind_the_first_thousand_rows_are_shown_and_all_are_counted()
    {
        await using var stage = await ImportStage.OpenAsync();

        var (import, answer) = await DryRunAsync(stage, File(0, 2_500, "Person"));

        var added = answer.Json.GetProperty("added");
        Assert.Equal((2_500L, 1_000), (import.Counts.Added, added.GetArrayLength()));
        Assert.Equal(Enumerable.Range(2, 1_000), added.EnumerateArray().Select(r => r.GetProperty("line").GetInt32()));
    }

    [Fact]
    public async Task The_difference_can_be_had_as_csv()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);

        var (_, answer) = await DryRunAsync(stage, "email,nome\na@example.com,\"A, B\"\n", accept: "text/csv");

        Assert.Equal("kind,line,key,field,old,new,reason\r\nchanged,2,a@example.com,firstName,Ada,\"A, B\",\r\n", answer.Text);
    }

    [Fact]
    public async Task An_import_that_was_no_dry_run_has_no_difference()
    {
        await using var stage = await ImportStage.OpenAsync();
        var import = await stage.ImportAsync(Three);

        Assert.Equal(404, (await Doors.CallAsync(r => Functions(stage).DifferenceAsync(r, "acme", import.Id, default))).Status);
    }

    [Theory]
    [InlineData("?mode=full&dryRun=perhaps")]
    [InlineData("?mode=full&protect=no")]
    [InlineData("?mode=full&protect=false")]
    public async Task Options_that_are_not_clear_are_refused(string query)
    {
        await using var stage = await ImportStage.OpenAsync(new ContactList { Account = "acme", Name = "news", ProtectGoodbyes = false });

        Assert.Equal(400, (await Doors.CallAsync(r => Functions(stage).PostAsync(r, stage.Orchestrations, "acme", "news", default), Three, query)).Status);
    }

    private static ImportFunctions Functions(ImportStage stage) => ActivatorUtilities.CreateInstance<ImportFunctions>(stage.Services);

    private static async Task<(ImportRecord Import, Doors.Answer Difference)> DryRunAsync(
        ImportStage stage, string file, string mode = "incremental", string accept = "application/json")
    {
        var accepted = await Doors.CallAsync(
            r => Functions(stage).PostAsync(r, stage.Orchestrations, "acme", "news", default), file, $"?mode={mode}&dryRun=true");
        Assert.Equal(202, accepted.Status);
        await stage.IdleAsync();
        var id = accepted.Json.GetProperty("id").GetString()!;
        var answer = await Doors.CallAsync(
            r =>
            {
                r.Headers.Accept = accept;
                return Functions(stage).DifferenceAsync(r, "acme", id, default);
            });
        Assert.Equal(200, answer.Status);
        return ((await stage.Get<ImportRecords>().FindAsync(ImportKey.Parse("acme", id)!, default))!, answer);
    }

    private static async Task<List<string>> RowsAsync(ImportStage stage)
    {
        var rows = new List<string>();
        await foreach (var row in stage.Table(ContactKeys.Table).QueryAsync<TableEntity>())
            rows.Add(row.RowKey + row.ETag);
        return rows;
    }

    private static string File(int first, int end, string name) => "email,nome\n" + Rows(first, end, name);

    private static string Rows(int first, int end, string name)
    {
        var rows = new StringBuilder();
        for (var i = first; i < end; i++)
            rows.Append(CultureInfo.InvariantCulture, $"person{i}@example.com,{name} {i}\n");
        return rows.ToString();
    }
}
