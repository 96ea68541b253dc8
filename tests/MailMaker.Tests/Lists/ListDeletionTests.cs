using System.Net;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using MailMaker.Accounts;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.SignUp;
using MailMaker.Core.Suppressions;
using MailMaker.Imports;
using MailMaker.Lists;
using MailMaker.SignUp;
using MailMaker.Suppressions;
using MailMaker.Tests.Contacts;
using MailMaker.Tests.Imports;
using MailMaker.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Lists;

public class ListDeletionTests
{
    private static readonly ListDeletion Deletion = new(ImportStage.Account, ImportStage.List, 4);

    [Fact]
    public async Task A_deleted_list_is_gone_with_contacts_imports_and_files_and_keeps_its_goodbyes()
    {
        using var folder = new TemporaryFolder();
        await using var app = await RunningApp.StartAsync(folder.Path);
        await app.PutAsync("/api/accounts/acme", new { });
        await app.PutAsync("/api/accounts/acme/lists/news", new { buckets = 3, key = "email" });
        await app.PutAsync("/api/accounts/acme/lists/other", new { });
        await app.PutAsync("/api/accounts/acme/lists/other/contacts/eve@example.com", new { });
        using (var file = new StringContent("email\nada@example.com\nnobody\n", Encoding.UTF8, "text/csv"))
            (await app.Http.PostAsync("/api/accounts/acme/lists/news/imports?mode=incremental", file)).EnsureSuccessStatusCode();
        await Eventually.HoldsAsync(async () =>
            (await app.GetAsync("/api/accounts/acme/imports?list=news")).GetProperty("imports")[0].GetProperty("state").GetString() == "completed");
        var contacts = app.Services.GetRequiredService<TableServiceClient>().GetTableClient(ContactKeys.Table);
        var left = ContactId.Of(KeyKind.Email, "left@example.com");
        await contacts.AddEntityAsync(new TableEntity(ContactKeys.Partition("acme", "news", left.Bucket(3)), ContactKeys.Goodbye(left)) { ["Reason"] = "Link" });

        using var deleted = await app.Http.DeleteAsync("/api/accounts/acme/lists/news");

        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await Eventually.HoldsAsync(async () => (await app.Http.GetAsync(deleted.Headers.Location)).StatusCode == HttpStatusCode.NotFound);
        Assert.Equal(["x|" + left], await RowsAsync(contacts, "acme|news|"));
        Assert.Single(await RowsAsync(contacts, "acme|other|"), r => r.StartsWith("c|", StringComparison.Ordinal));
        Assert.Equal(0, (await app.GetAsync("/api/accounts/acme/imports")).GetProperty("imports").GetArrayLength());
        foreach (var container in new[] { "drop", "uploads", "work", "reports" })
            Assert.False(await AnyBlobAsync(app.Services.GetRequiredService<BlobServiceClient>(), container), container);

        using var again = await app.Http.PutAsync("/api/accounts/acme/lists/news", new StringContent("""{"buckets":64,"key":"fkey"}"""));
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
        await app.PutAsync("/api/accounts/acme/lists/news", new { });
        Assert.Equal(3, (await app.GetAsync("/api/accounts/acme/lists/news")).GetProperty("buckets").GetInt32());
    }

    [Fact]
    public async Task While_it_is_being_deleted_a_list_takes_nothing_and_is_not_made_again()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("ada@example.com");
        Assert.True(await stage.Door<ListDeletionActivities>().CloseList(Deletion, default));

        var put = await Doors.CallAsync(r => stage.Door<ContactFunctions>().PutAsync(r, "acme", "news", "eve@example.com", default), "{}");
        var made = await Doors.CallAsync(r => stage.Get<ListWriter>().PutAsync(r, "acme", "news", default), "{}");

        Assert.Equal((404, 409), (put.Status, made.Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_deletion_that_crashes_at_any_write_ends_as_one_that_does_not(bool afterTheWrite)
    {
        var points = 0;
        for (var point = 1; ; point++)
        {
            CrashingTables? tables = null;
            await using var stage = await ImportStage.OpenAsync(null, connection => tables = new CrashingTables(connection));
            await stage.ImportAsync("email\n" + string.Concat(Enumerable.Range(0, 450).Select(i => $"p{i}@example.com\n")));
            await stage.SayGoodbyeAsync("gone@example.com");
            await AddFormAsync(stage);
            (tables!.CrashAt, tables.AfterTheWrite) = (point, afterTheWrite);

            await DeleteAsync(stage);

            Assert.Equal((0, 1), (await stage.CountRowsAsync("c|"), await stage.CountRowsAsync("x|")));
            Assert.Null(await stage.Get<IDefinitions>().FindAsync("acme", DefinitionKeys.List("news"), default));
            Assert.Empty(await stage.Get<DefinitionStore>().NamesAsync("acme", "form|", default));
            Assert.Empty(await stage.Get<DefinitionStore>().NamesAsync("acme", "formtext|", default));
            Assert.Equal(4, (await stage.Get<IDefinitions>().FindAsync<DeletedList>("acme", DefinitionKeys.DeletedList("news"), default))!.Value.Buckets);
            if (!tables.Crashed)
                break;
            points = point;
        }

        Assert.InRange(points, 8, 100);
    }

    [Fact]
    public async Task A_step_that_comes_late_touches_nothing_of_a_list_made_again()
    {
        await using var stage = await ImportStage.OpenAsync();
        await DeleteAsync(stage);
        await stage.DefineAsync(new ContactList { Account = "acme", Name = "news", Buckets = 4 });
        await stage.ImportAsync("email\nada@example.com\n");

        await Activities(stage).RemoveListRows(new BucketsOfList(Deletion, 0, 4), default);
        await Activities(stage).RemoveListFiles(Deletion, default);
        await Activities(stage).ForgetList(Deletion, default);

        Assert.Single(await stage.ContactsAsync());
        Assert.Single(await stage.Get<ImportRecords>().ListAsync("acme", "news", default));
    }

    [Fact]
    public async Task An_import_that_waits_for_approval_does_not_hold_a_deletion_up()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync("email\na@example.com\nb@example.com\nc@example.com\n");
        await stage.ImportAsync("email\na@example.com\n", "full", "full.csv");
        Assert.False(await Activities(stage).EndListImports(Deletion, stage.Orchestrations, default));

        await stage.IdleAsync();

        Assert.True(await Activities(stage).EndListImports(Deletion, stage.Orchestrations, default));
    }

    private static async Task AddFormAsync(ImportStage stage)
    {
        var definition = DefinitionJson.Read<SignUpFormDefinition>("""{"consents":[{"purpose":"email","text":{"en":"I agree."}}],"languages":["en"]}"""u8);
        var forms = new FormStore(stage.Get<DefinitionStore>(), stage.Clock);
        Assert.NotNull(await forms.WriteAsync(definition.Value!.ToForm(await stage.ListAsync(), "footer").Value!, null, default));
    }

    private static async Task DeleteAsync(ImportStage stage)
    {
        await SurviveAsync(() => Activities(stage).CloseList(Deletion, default));
        await SurviveAsync(() => Activities(stage).EndListImports(Deletion, stage.Orchestrations, default));
        await SurviveAsync(() => Activities(stage).RemoveListRows(new BucketsOfList(Deletion, 0, 4), default));
        await SurviveAsync(() => Activities(stage).RemoveListFiles(Deletion, default));
        await SurviveAsync(() => Activities(stage).ForgetList(Deletion, default));
    }

    // What an orchestration does with an activity whose process ended: it runs it again.
    private static async Task SurviveAsync(Func<Task> activity)
    {
        try
        {
            await activity();
        }
        catch (ProcessCrashedException)
        {
            await activity();
        }
    }

    private static ListDeletionActivities Activities(ImportStage stage)
    {
        var tables = stage.Get<TableServiceClient>();
        var definitions = new DefinitionStore(tables);
        var imports = new ImportsOfList(stage.Get<ImportRecords>(), stage.Get<ImportBlobs>(), stage.Get<BlobServiceClient>(), stage.Clock);
        var rows = new ListRowRemover(tables, new SuppressionStore(tables, new SuppressionLog(tables)), new AddressHashes(new SigningSecret(new byte[32])), stage.Clock);
        return new ListDeletionActivities(definitions, new FormStore(definitions, stage.Clock), new PendingStore(tables), new CampaignsOfList(definitions), imports, rows, stage.Clock);
    }

    [Fact]
    public async Task Who_left_a_deleted_list_is_not_brought_back_by_one_made_again_under_another_key()
    {
        await using var stage = await ServiceStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 4, Key = KeyKind.Fkey });
        await stage.BatchAsync("""{"key":"1","fields":{"email":"left@example.com"}},{"key":"2","fields":{"email":"fine@example.com"}}""");
        await stage.LeaveAsync("1");
        await stage.Get<SuppressionStore>().AddAsync(
            "acme", [new Suppression("bounced@example.com", "news", SuppressionReason.OptOut, stage.Clock.GetUtcNow(), "test")], default);
        var activities = stage.Door<ListDeletionActivities>();

        Assert.True(await activities.CloseList(Deletion, default));
        await activities.RemoveListRows(new BucketsOfList(Deletion, 0, 4), default);
        await activities.RemoveListFiles(Deletion, default);
        await activities.ForgetList(Deletion, default);

        Assert.Empty(await stage.RowsAsync());
        Assert.Empty((await stage.Get<SuppressionStore>().PageAsync("acme", 10, null, null, default)).Suppressions);
        await stage.DefineAsync(new ContactList { Account = "acme", Name = "news", Buckets = 4, Key = KeyKind.Fkey });
        var back = await stage.BatchAsync(
            """
            {"key":"77","fields":{"email":"left@example.com"}},{"key":"1","fields":{}},{"key":"3","fields":{"email":"bounced@example.com"}},{"key":"2","fields":{"email":"fine@example.com"}}
            """);
        Assert.Equal((3, 1), (back.Json.GetProperty("counts").GetProperty("refused").GetInt32(), back.Json.GetProperty("counts").GetProperty("created").GetInt32()));
    }

    private static async Task<List<string>> RowsAsync(TableClient table, string partitions)
    {
        var rows = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>(default(string)))
        {
            if (row.PartitionKey.StartsWith(partitions, StringComparison.Ordinal))
                rows.Add(row.RowKey);
        }

        return rows;
    }

    private static async Task<bool> AnyBlobAsync(BlobServiceClient blobs, string container)
    {
        await foreach (var _ in blobs.GetBlobContainerClient(container).GetBlobsAsync(default, default, null, default))
            return true;
        return false;
    }
}
