using System.Text;
using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Imports;

public class RevertTests
{
    private const string Before = "email,nome,città\na@example.com,Ada,Roma\nb@example.com,Bea,Torino\nc@example.com,Cleo,Pisa\n";
    private const string After = "email,nome,città\na@example.com,Anna,Milano\nb@example.com,Bea,Torino\nd@example.com,Dora,Bari\n";

    private static readonly ContactList Definition = new() { Account = "acme", Name = "news", Buckets = 4, RemovalGuard = 1 };

    [Fact]
    public async Task What_an_import_added_changed_and_removed_is_undone_to_the_last_row()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Before);
        var before = await ContactRowsAsync(stage);
        var import = await stage.ImportAsync(After, "full", "after.csv");

        var reverted = await RevertAsync(stage, import);

        Assert.Equal(ImportState.Reverted, reverted.State);
        Assert.Equal(new RevertCounts { Removed = 1, Restored = 1, Returned = 1 }, reverted.Reverted);
        Assert.Equal(before, await ContactRowsAsync(stage));
        Assert.Equal(await CountOtherImportsUndoAsync(stage, import), await stage.CountRowsAsync("u|"));
    }

    [Fact]
    public async Task The_file_before_it_is_found_unchanged_after_a_revert()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Before);
        await RevertAsync(stage, await stage.ImportAsync(After, "full", "after.csv"));

        var again = await stage.ImportAsync(Before, "full", "again.csv");

        Assert.Equal(new ImportCounts { Rows = 3, Unchanged = 3 }, again.Counts);
    }

    [Fact]
    public async Task What_was_changed_since_stays_and_the_report_names_it()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Before);
        var import = await stage.ImportAsync(After, "full", "after.csv");
        await WriteAsync(stage, "a@example.com", """{"email":"a@example.com","firstName":"Anna","city":"Genova"}""");
        await WriteAsync(stage, "c@example.com", """{"email":"c@example.com","firstName":"Clara"}""");
        await WriteAsync(stage, "d@example.com", """{"email":"d@example.com","firstName":"Dora","city":"Lecce"}""");

        var reverted = await RevertAsync(stage, import);

        Assert.Equal(new RevertCounts { RestoredPartly = 1, Kept = 2 }, reverted.Reverted);
        Assert.Equal(
            ["""{"email":"a@example.com","firstName":"Ada","city":"Genova"}""", """{"email":"b@example.com","firstName":"Bea","city":"Torino"}""",
                """{"email":"c@example.com","firstName":"Clara"}""", """{"email":"d@example.com","firstName":"Dora","city":"Lecce"}"""],
            (await stage.ContactsAsync()).Values);
        var csv = await ReportAsync(stage, import, "text/csv");
        Assert.StartsWith("\uFEFFkey,reason,fields\r\n", csv.Text, StringComparison.Ordinal);
        Assert.Contains($"a@example.com,{DecideRevert.FieldsChanged},city\r\n", csv.Text, StringComparison.Ordinal);
        Assert.Contains($"c@example.com,{DecideRevert.Back},\r\n", csv.Text, StringComparison.Ordinal);
        Assert.Contains($"d@example.com,{DecideRevert.Changed},\r\n", csv.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await ReportAsync(stage, import, "application/json")).Json.GetProperty("kept").GetArrayLength());
    }

    [Fact]
    public async Task Changes_of_a_later_file_stay()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Before);
        var import = await stage.ImportAsync(After, "incremental", "after.csv");
        await stage.ImportAsync("email,nome\na@example.com,Alba\nd@example.com,Diana\n", name: "later.csv");

        var reverted = await RevertAsync(stage, import);

        Assert.Equal(new RevertCounts { RestoredPartly = 1, Kept = 1 }, reverted.Reverted);
        Assert.Equal(
            ["""{"email":"a@example.com","firstName":"Alba","city":"Roma"}""", """{"email":"d@example.com","firstName":"Diana","city":"Bari"}"""],
            (await stage.ContactsAsync()).Where(c => c.Key[0] is 'a' or 'd').Select(c => c.Value));
    }

    [Fact]
    public async Task Reverting_a_later_import_and_then_an_earlier_one_ends_where_it_began()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Before);
        var before = await ContactRowsAsync(stage);
        var first = await stage.ImportAsync(After, "full", "first.csv");
        var second = await stage.ImportAsync("email,nome\na@example.com,Alba\nc@example.com,Clio\ne@example.com,Eva\n", "full", "second.csv");

        await RevertAsync(stage, second);
        await RevertAsync(stage, first);

        Assert.Equal(before, await ContactRowsAsync(stage));
    }

    [Fact]
    public async Task Consent_and_goodbyes_stay_whatever_is_reverted()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync("email,nome,consenso\na@example.com,Ada,sì\nb@example.com,Bea,sì\n");
        var import = await stage.ImportAsync("email,nome,consenso\na@example.com,Anna,no\nb@example.com,Bea,no\nc@example.com,Cleo,sì\n", name: "after.csv");
        await stage.SayGoodbyeAsync("c@example.com");

        var reverted = await RevertAsync(stage, import);

        Assert.Equal(new RevertCounts { Removed = 1, RestoredPartly = 1, Kept = 1 }, reverted.Reverted);
        Assert.Equal(
            ["""{"email":"a@example.com","firstName":"Ada","consent":"false"}""", """{"email":"b@example.com","firstName":"Bea","consent":"false"}"""],
            (await stage.ContactsAsync()).Values);
        Assert.Equal(1, await stage.CountRowsAsync("x|"));
        Assert.Contains(DecideRevert.ConsentStays, (await ReportAsync(stage, import, "text/csv")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_twice_is_asking_once()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        var import = await stage.ImportAsync(Before);
        await RevertAsync(stage, import);
        await stage.ImportAsync(Before, name: "again.csv");

        var again = await RevertAsync(stage, import);

        Assert.Equal(ImportState.Reverted, again.State);
        Assert.Equal(3, (await stage.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_revert_that_was_marked_and_whose_orchestration_is_gone_is_taken_up()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Before);
        var before = await ContactRowsAsync(stage);
        var import = await stage.ImportAsync(After, "full", "after.csv");
        // What is left when the process ends after a revert was marked whose orchestration had ended at that moment: it gave up on an earlier one.
        await stage.Get<ImportRecords>().ChangeAsync(import.Key, r => r.After(ImportStep.Revert), default);
        await stage.IdleAsync();
        Assert.NotEqual(before, await ContactRowsAsync(stage));

        await TakeUpAsync(stage);
        await TakeUpAsync(stage);
        await stage.IdleAsync();

        Assert.Equal(ImportState.Reverted, (await stage.Get<ImportRecords>().FindAsync(import.Key, default))!.State);
        Assert.Equal(before, await ContactRowsAsync(stage));
        Assert.Equal(new ImportCounts { Rows = 3, Unchanged = 3 }, (await stage.ImportAsync(Before, "full", "again.csv")).Counts);
    }

    [Fact]
    public async Task After_thirty_days_what_undoes_an_import_is_forgotten_and_it_stays()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        var import = await stage.ImportAsync(Before);
        stage.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        await ForgetAsync(stage);
        Assert.NotEqual(0, await stage.CountRowsAsync("u|"));

        stage.Clock.Advance(TimeSpan.FromMinutes(2));
        await ForgetAsync(stage);

        Assert.Equal(0, await stage.CountRowsAsync("u|"));
        var answer = await Doors.CallAsync(r => Functions(stage).PostAsync(r, stage.Orchestrations, "acme", import.Id, default));
        Assert.Equal(409, answer.Status);
        Assert.Equal(3, (await stage.ContactsAsync()).Count);
    }

    [Fact]
    public async Task Of_an_erased_person_nothing_comes_back()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Before);
        var import = await stage.ImportAsync(After, "full", "after.csv");
        await stage.Get<UndoStore>().ForgetAsync(await stage.ListAsync(), ContactId.Of(KeyKind.Email, "c@example.com"), default);
        await stage.Get<UndoStore>().ForgetAsync(await stage.ListAsync(), ContactId.Of(KeyKind.Email, "c@example.com"), default);

        await foreach (var row in stage.Table(ContactKeys.Table).QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith("u|" + import.Id, StringComparison.Ordinal))
                Assert.DoesNotContain("c@example.com", Encoding.UTF8.GetString(row.GetBinary("Undo0")!), StringComparison.Ordinal);
        }

        var reverted = await RevertAsync(stage, import);

        Assert.Equal(new RevertCounts { Removed = 1, Restored = 1, Kept = 1 }, reverted.Reverted);
        Assert.Equal(["a@example.com", "b@example.com"], (await stage.ContactsAsync()).Keys);
    }

    [Fact]
    public async Task Thousands_of_contacts_are_reverted_in_many_transactions()
    {
        await using var stage = await ImportStage.OpenAsync(Definition);
        await stage.ImportAsync(Rows(0, 2_000, "Person"));
        var before = await ContactRowsAsync(stage);
        var import = await stage.ImportAsync(Rows(1_000, 3_000, "Persona"), "full", "after.csv");
        Assert.Equal(new ImportCounts { Rows = 2_000, Added = 1_000, Changed = 1_000, Removed = 1_000 }, import.Counts);

        var reverted = await RevertAsync(stage, import);

        Assert.Equal(new RevertCounts { Removed = 1_000, Restored = 1_000, Returned = 1_000 }, reverted.Reverted);
        Assert.Equal(before, await ContactRowsAsync(stage));
    }

    [Fact]
    public async Task An_import_that_is_not_over_is_not_reverted()
    {
        await using var stage = await ImportStage.OpenAsync(Definition with { RemovalGuard = 0 });
        await stage.ImportAsync(Before);
        var waiting = await stage.ImportAsync("email\na@example.com\n", "full", "after.csv");
        Assert.Equal(ImportState.AwaitingApproval, waiting.State);

        Assert.Equal(409, (await Doors.CallAsync(r => Functions(stage).PostAsync(r, stage.Orchestrations, "acme", waiting.Id, default))).Status);
    }

    private static string Rows(int first, int end, string name) =>
        "email,nome\n" + string.Concat(Enumerable.Range(first, end - first).Select(i => FormattableString.Invariant($"person{i}@example.com,{name} {i}\n")));

    private static RevertFunctions Functions(ImportStage stage) => ActivatorUtilities.CreateInstance<RevertFunctions>(stage.Services);

    private static Task TakeUpAsync(ImportStage stage) =>
        ActivatorUtilities.CreateInstance<TakeUpImports>(stage.Services).RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), stage.Orchestrations, default);

    private static Task ForgetAsync(ImportStage stage) =>
        ActivatorUtilities.CreateInstance<ImportExpiry>(stage.Services).RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), default);

    private static async Task<ImportRecord> RevertAsync(ImportStage stage, ImportRecord import)
    {
        var answer = await Doors.CallAsync(r => Functions(stage).PostAsync(r, stage.Orchestrations, "acme", import.Id, default));
        Assert.Equal(202, answer.Status);
        await stage.IdleAsync();
        return (await stage.Get<ImportRecords>().FindAsync(import.Key, default))!;
    }

    private static Task<Doors.Answer> ReportAsync(ImportStage stage, ImportRecord import, string accept) => Doors.CallAsync(
        r =>
        {
            r.Headers.Accept = accept;
            return Functions(stage).GetAsync(r, "acme", import.Id, default);
        });

    private static async Task WriteAsync(ImportStage stage, string address, string fields)
    {
        var (list, id) = (await stage.ListAsync(), ContactId.Of(KeyKind.Email, address));
        var existing = await stage.Get<ContactStore>().FindAsync(list, id, default);
        Assert.True(await stage.Get<ContactStore>().WriteAsync(list, id, address, Encoding.UTF8.GetBytes(fields), existing?.Tag, default));
    }

    // Everything that is kept of contacts, but for what changes with every write.
    private static async Task<List<string>> ContactRowsAsync(ImportStage stage)
    {
        var rows = new List<string>();
        await foreach (var row in stage.Table(ContactKeys.Table).QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith("c|", StringComparison.Ordinal))
                rows.Add($"{row.RowKey} {row.GetString("Key")} {Encoding.UTF8.GetString(row.GetBinary("Fields")!)} {row.GetInt64("RowHash")} {row.GetInt64("Import")} {row.GetDateTimeOffset("ChangedAt")}");
        }

        return rows;
    }

    private static async Task<int> CountOtherImportsUndoAsync(ImportStage stage, ImportRecord import) =>
        await stage.CountRowsAsync("u|") - await stage.CountRowsAsync("u|" + import.Id);
}
