using System.Text;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Imports;

public class ImportFileTests
{
    internal const string Three = "email,nome,città\na@example.com,Ada,Roma\nb@example.com,Bea,Torino\nc@example.com,Cleo,Pisa\n";

    [Fact]
    public async Task A_file_becomes_contacts_and_leaves_nothing_but_its_report()
    {
        await using var stage = await ImportStage.OpenAsync();

        var import = await stage.ImportAsync(Three);

        Assert.Equal((ImportState.Completed, new ImportCounts { Rows = 3, Added = 3 }), (import.State, import.Counts));
        Assert.Equal("""{"email":"b@example.com","firstName":"Bea","city":"Torino"}""", (await stage.ContactsAsync())["b@example.com"]);
        Assert.Equal(0, await stage.CountRowsAsync("i|"));
        Assert.Empty(await stage.BlobsAsync(ImportBlobs.Work));
        Assert.Equal(import.Counts, (await stage.ReportAsync(import)).Counts);
        Assert.Null(import.RejectsFile);
    }

    [Fact]
    public async Task The_same_content_again_changes_nothing()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        var before = await VersionsAsync(stage);

        var again = await stage.ImportAsync(Three);

        Assert.Equal(new ImportCounts { Rows = 3, Unchanged = 3 }, again.Counts);
        Assert.Equal(before, await VersionsAsync(stage));
    }

    [Fact]
    public async Task The_same_version_of_a_file_is_imported_once_however_often_it_is_registered()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);

        await stage.RegisterAsync("acme/news/incremental/file.csv");
        await stage.IdleAsync();

        Assert.Single(await stage.Get<ImportRecords>().ListAsync("acme", "news", default));
    }

    [Fact]
    public async Task Supplied_columns_change_an_empty_cell_clears_and_other_fields_stay()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);

        var import = await stage.ImportAsync("email,nome\na@example.com,Anna\nb@example.com,\nc@example.com,Cleo\nd@example.com,Dora\n");

        Assert.Equal(new ImportCounts { Rows = 4, Added = 1, Changed = 2, Unchanged = 1 }, import.Counts);
        Assert.Equal(
            ["""{"email":"a@example.com","firstName":"Anna","city":"Roma"}""", """{"email":"b@example.com","city":"Torino"}""",
                """{"email":"c@example.com","firstName":"Cleo","city":"Pisa"}""", """{"email":"d@example.com","firstName":"Dora"}"""],
            (await stage.ContactsAsync()).Values);
    }

    [Fact]
    public async Task Of_a_key_that_occurs_twice_the_last_row_counts_and_the_others_are_rejected()
    {
        await using var stage = await ImportStage.OpenAsync();

        var import = await stage.ImportAsync("email,nome\na@example.com,One\nb@example.com,Bea\nA@Example.com,Two\n a@example.com,Three\n");

        Assert.Equal(new ImportCounts { Rows = 4, Added = 2, Rejected = 2 }, import.Counts);
        Assert.Contains("Three", (await stage.ContactsAsync())["a@example.com"], StringComparison.Ordinal);
        var rejects = (await stage.TextAsync(import.RejectsFile!)).Split("\r\n");
        Assert.StartsWith("2,,\"The row is a duplicate of line 5, which counts\"", rejects[1], StringComparison.Ordinal);
        Assert.StartsWith("4,,", rejects[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_rows_stand_in_the_rejects_file_as_they_came_and_nowhere_else()
    {
        await using var stage = await ImportStage.OpenAsync();

        var import = await stage.ImportAsync("email,Data di nascita\na@example.com,31/02/1990\nsecret address,1990-01-01\n\"open,x\nb@example.com,1990-01-01\n");

        Assert.Equal(new ImportCounts { Rows = 4, Added = 2, Rejected = 2, Warned = 1 }, import.Counts);
        Assert.Equal(
            "\uFEFFline,column,reason,row,cell\r\n3,email,is not an e-mail address: it has no '@',\"secret address,1990-01-01\",\r\n4,email,\"has a quote that is not closed, or text after a closing quote\",\"\"\"open,x\",\r\n",
            await stage.TextAsync(import.RejectsFile!));
        Assert.Equal(
            "\uFEFFline,column,reason,row,cell\r\n2,Data di nascita,is a day that the calendar does not have,\"a@example.com,31/02/1990\",\r\n",
            await stage.TextAsync(import.WarningsFile!));
        var report = await stage.TextAsync(import.ReportFile!);
        Assert.DoesNotContain("secret", report, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", report, StringComparison.Ordinal);
        Assert.Equal(1, import.RejectedByReason["email is not an e-mail address: it has no '@'"]);
        Assert.Equal([3L, 4L], (await stage.ReportAsync(import)).FirstRejects!.Select(r => r.Line));
        Assert.Equal([2L], (await stage.ReportAsync(import)).FirstWarnings!.Select(r => r.Line));
    }

    [Fact]
    public async Task A_value_that_can_t_be_read_leaves_its_field_as_it_is_and_changes_the_others()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync("email,nome,Data di nascita\na@example.com,Ada,1990-01-01\n");

        var import = await stage.ImportAsync("email,nome,Data di nascita\na@example.com,Anna,99/99/9999\nb@example.com,Bea,x\n");
        var again = await stage.ImportAsync("email,nome,Data di nascita\na@example.com,Anna,99/99/9999\nb@example.com,Bea,x\n", name: "again.csv");
        var mended = await stage.ImportAsync("email,nome,Data di nascita\na@example.com,Anna,\nb@example.com,Bea,1991-02-03\n", name: "mended.csv");

        Assert.Equal(new ImportCounts { Rows = 2, Added = 1, Changed = 1, Warned = 2 }, import.Counts);
        Assert.Equal(new ImportCounts { Rows = 2, Unchanged = 2, Warned = 2 }, again.Counts);
        Assert.Equal(new ImportCounts { Rows = 2, Changed = 2 }, mended.Counts);
        Assert.Equal(2, (await stage.ReportAsync(import)).WarnedByReason!.Values.Sum());
        Assert.Equal(
            ["""{"email":"a@example.com","firstName":"Anna"}""", """{"email":"b@example.com","firstName":"Bea","birthDate":"1991-02-03"}"""],
            (await stage.ContactsAsync()).Values);
    }

    [Fact]
    public async Task A_goodbye_outlives_every_file()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        await stage.SayGoodbyeAsync("a@example.com");
        await stage.SayGoodbyeAsync("b@example.com");

        var again = await stage.ImportAsync("email,consenso\na@example.com,sì\nb@example.com,no\nc@example.com,sì\n");

        Assert.Equal(new ImportCounts { Rows = 3, Changed = 2, Unchanged = 1, Protected = 1 }, again.Counts);
        Assert.Equal(2, await stage.CountRowsAsync("x|"));
    }

    [Fact]
    public async Task What_a_call_changed_is_compared_field_by_field_by_the_next_file()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        var (list, id) = (await stage.ListAsync(), ContactId.Of(KeyKind.Email, "a@example.com"));
        var contact = await stage.Get<ContactStore>().FindAsync(list, id, default);
        await stage.Get<ContactStore>().WriteAsync(list, id, contact!.Key, """{"email":"a@example.com","firstName":"Eve","city":"Roma"}"""u8.ToArray(), contact.Tag, default);

        var import = await stage.ImportAsync(Three);

        Assert.Equal(new ImportCounts { Rows = 3, Changed = 1, Unchanged = 2 }, import.Counts);
        Assert.Contains("Ada", (await stage.ContactsAsync())["a@example.com"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imports_of_a_list_run_one_after_the_other_in_the_order_they_came()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        var first = await stage.ImportAsync("email\na@example.com\n", "full", "first.csv");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));

        var second = await stage.ImportAsync("email,nome\nz@example.com,Zoe\n", "incremental", "second.csv");

        Assert.Equal((ImportState.AwaitingApproval, ImportState.Waiting), (first.State, second.State));
        Assert.DoesNotContain("z@example.com", (await stage.ContactsAsync()).Keys);
        await stage.Orchestrations.RaiseEventAsync(first.Key.InstanceId, ImportFile.Decision, ImportFile.Cancel);
        await stage.IdleAsync();
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await stage.IdleAsync();
        Assert.Equal(ImportState.Completed, (await stage.Get<ImportRecords>().FindAsync(second.Key, default))!.State);
        Assert.Contains("z@example.com", (await stage.ContactsAsync()).Keys);
    }

    [Fact]
    public async Task Many_rows_go_through_many_transactions()
    {
        await using var stage = await ImportStage.OpenAsync();
        var file = new StringBuilder("email;nome\n");
        for (var i = 0; i < 3_000; i++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"person{i}@example.com;Person {i}\n");

        var first = await stage.ImportAsync(file.ToString());
        var changed = await stage.ImportAsync(file.ToString().Replace("Person", "Persona", StringComparison.Ordinal));

        Assert.Equal(new ImportCounts { Rows = 3_000, Added = 3_000 }, first.Counts);
        Assert.Equal(new ImportCounts { Rows = 3_000, Changed = 3_000 }, changed.Counts);
        Assert.Contains("Persona 2999", (await stage.ContactsAsync())["person2999@example.com"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_that_was_registered_and_never_begun_is_taken_up_and_holds_nobody_up()
    {
        await using var stage = await ImportStage.OpenAsync();
        var first = await stage.UploadAsync("email\na@example.com\n", new ImportOptions());
        // What a kill between the registration and the start of the orchestration leaves.
        var orphan = await stage.Get<ImportRecords>().AddAsync(
            first with { Id = first.Id + "x", State = ImportState.Registered, RegisteredAt = stage.Clock.GetUtcNow(), Counts = new ImportCounts() }, default);
        stage.Clock.Advance(TimeSpan.FromSeconds(30));
        await ActivatorUtilities.CreateInstance<TakeUpImports>(stage.Services).RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), stage.Orchestrations, default);
        await stage.IdleAsync();

        Assert.Equal(ImportState.Completed, (await stage.Get<ImportRecords>().FindAsync(orphan.Key, default))!.State);
        Assert.Equal(ImportState.Completed, (await stage.UploadAsync("email\nb@example.com\n", new ImportOptions())).State);
    }

    private static async Task<List<string>> VersionsAsync(ImportStage stage)
    {
        var versions = new List<string>();
        await foreach (var row in stage.Table(ContactKeys.Table).QueryAsync<Azure.Data.Tables.TableEntity>())
            versions.Add(row.RowKey + row.ETag);
        return versions;
    }
}
