using System.Text;
using Azure.Storage.Blobs;
using MailMaker.Accounts;
using MailMaker.Campaigns;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Core.Delivery;
using MailMaker.Core.Suppressions;
using MailMaker.Imports;
using MailMaker.Persons;
using MailMaker.Suppressions;
using MailMaker.Tests.Imports;
using MailMaker.Transactional;

namespace MailMaker.Tests.Contacts;

public class PersonTests
{
    private static readonly ContactList ByForeignKey = new() { Account = ServiceStage.Account, Name = ServiceStage.List, Key = KeyKind.Fkey, Buckets = 4 };

    [Fact]
    public async Task A_record_holds_data_consents_with_their_proof_sends_and_suppressions()
    {
        await using var stage = await ServiceStage.OpenAsync(ByForeignKey);
        await FillAsync(stage);
        await stage.LeaveAsync("7", GoodbyeReason.OneClick);

        var answer = await RecordAsync(stage, "7");
        var record = answer.Json;

        Assert.Equal(200, answer.Status);
        Assert.Equal(("left", "ada@example.com"), (record.GetProperty("status").GetString(), record.GetProperty("fields").GetProperty("email").GetString()));
        Assert.Equal("false", record.GetProperty("choices").GetProperty("trackingConsent").GetString());
        Assert.Equal(
            ["choiceMade", "suppressed", "left"], record.GetProperty("consents").EnumerateArray().Select(c => c.GetProperty("event").GetProperty("kind").GetString()));
        Assert.Equal(0, record.GetProperty("chainFaults").GetArrayLength());
        var send = Assert.Single(record.GetProperty("sends").EnumerateArray());
        Assert.Equal(("spring", "sent"), (send.GetProperty("campaign").GetString(), send.GetProperty("outcome").GetString()));
        Assert.Equal("hardBounce", Assert.Single(record.GetProperty("suppressions").EnumerateArray()).GetProperty("reason").GetString());
        Assert.Equal(4, record.GetProperty("events").GetArrayLength());
        Assert.Equal(404, (await RecordAsync(stage, "8")).Status);
    }

    [Fact]
    public async Task What_was_sent_under_a_key_before_stays_in_the_record()
    {
        await using var stage = await ServiceStage.OpenAsync(ByForeignKey);
        await FillAsync(stage);

        await Doors.CallAsync(r => stage.Door<ContactFunctions>().PatchAsync(r, stage.Orchestrations, "acme", "news", "7", default), """{"fkey":"8"}""");

        Assert.Single((await RecordAsync(stage, "8")).Json.GetProperty("sends").EnumerateArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("left")]
    [InlineData("moved")]
    public async Task An_erased_person_leaves_nothing_in_clear_and_does_not_come_back(string story)
    {
        await using var stage = await ServiceStage.OpenAsync(ByForeignKey);
        await FillAsync(stage);
        if (story == "left")
            await stage.LeaveAsync("7");
        if (story == "moved")
            await Doors.CallAsync(r => stage.Door<ContactFunctions>().PatchAsync(r, stage.Orchestrations, "acme", "news", "7", default), """{"fkey":"8"}""");
        var key = story == "moved" ? "8" : "7";

        var answer = await EraseAsync(stage, key);
        var again = await EraseAsync(stage, key);

        Assert.Equal((200, 200), (answer.Status, again.Status));
        Assert.Equal(1, answer.Json.GetProperty("erased")[0].GetProperty("contacts").GetInt32());
        Assert.Equal("""{"erased":[{"list":"news","contacts":0,"rows":0,"campaigns":0,"fileRows":0}]}""", again.Text);
        Assert.Equal(["c|" + stage.Id("other")], (await stage.RowsAsync()).Where(r => !r.StartsWith("s|", StringComparison.Ordinal)));
        Assert.DoesNotContain("s|" + stage.Id(key), await stage.RowsAsync());
        Assert.Equal(404, (await RecordAsync(stage, key)).Status);
        Assert.DoesNotContain("ada@example.com", await EverythingAsync(stage), StringComparison.OrdinalIgnoreCase);
        var back = await stage.BatchAsync(
            """{"key":"7","fields":{}},{"key":"9","fields":{"email":"ada@example.com"}},{"key":"9","fields":{"mobile":"+393331234567"}}""");
        Assert.Equal(3, back.Json.GetProperty("counts").GetProperty("refused").GetInt32());
        Assert.Equal(2, (await stage.Get<LedgerStore>().CountsAsync("acme", "spring", 4, default)).Audience);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_erasure_that_crashes_at_any_write_is_ended_by_asking_again(bool afterTheWrite)
    {
        var points = 0;
        for (var point = 1; ; point++)
        {
            CrashingTables? tables = null;
            await using var stage = await ServiceStage.OpenAsync(ByForeignKey, c => tables = new CrashingTables(c));
            await FillAsync(stage);
            await stage.LeaveAsync("7");
            (tables!.CrashAt, tables.AfterTheWrite) = (point, afterTheWrite);
            try
            {
                await EraseAsync(stage, "7");
            }
            catch (ProcessCrashedException)
            {
                // Asked again.
            }

            var happened = tables.Crashed;
            tables.CrashAt = 0;
            await EraseAsync(stage, "7");

            Assert.DoesNotContain("ada@example.com", await EverythingAsync(stage), StringComparison.OrdinalIgnoreCase);
            Assert.Equal(["c|" + stage.Id("other")], (await stage.RowsAsync()).Where(r => !r.Contains(stage.Id("other").ToString(), StringComparison.Ordinal) || r.StartsWith("c|", StringComparison.Ordinal)));
            Assert.Equal("refused", (await stage.BatchAsync("""{"key":"9","fields":{"email":"ada@example.com"}}""")).Json.GetProperty("results")[0].GetProperty("result").GetString());
            if (!happened)
                break;
            points = point;
        }

        Assert.InRange(points, 8, 60);
    }

    [Fact]
    public async Task A_person_is_erased_by_address_from_every_list_at_once()
    {
        await using var stage = await ServiceStage.OpenAsync(ByForeignKey);
        await FillAsync(stage);
        await stage.DefineAsync(new ContactList { Account = "acme", Name = "mail", Buckets = 2 });
        await stage.AddAsync("ada@example.com", "eve@example.com");

        var answer = await Doors.CallAsync(r => stage.Door<PersonFunctions>().EraseAsync(r, "acme", default), """{"email":"Ada@Example.com"}""");

        Assert.Equal(["mail", "news"], answer.Json.GetProperty("erased").EnumerateArray().Select(e => e.GetProperty("list").GetString()));
        Assert.DoesNotContain("ada@example.com", await EverythingAsync(stage), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("refused", (await stage.BatchAsync("""{"key":"ada@example.com","fields":{}}""")).Json.GetProperty("results")[0].GetProperty("result").GetString());
        Assert.Equal(400, (await Doors.CallAsync(r => stage.Door<PersonFunctions>().EraseAsync(r, "acme", default), """{"email":"nobody"}""")).Status);
        Assert.Equal(400, (await Doors.CallAsync(r => stage.Door<PersonFunctions>().EraseAsync(r, "acme", default), """{"list":"none","email":"a@example.com"}""")).Status);
    }

    [Fact]
    public async Task Only_the_persons_own_confirmation_brings_them_back()
    {
        await using var stage = await ServiceStage.OpenAsync();
        await stage.AddAsync("ada@example.com");
        await EraseAsync(stage, "ada@example.com");

        await stage.Get<Welcome>().ConfirmAsync(
            stage.ContactList, stage.Id("ada@example.com"), "ada@example.com", new HashSet<string> { "email" }, """{"email":"ada@example.com"}"""u8.ToArray(),
            new ConsentEvent { Kind = ConsentEventKind.Confirmed, At = stage.Clock.GetUtcNow(), Source = new ConsentSource("form", Reference: "1") }, default);

        Assert.NotNull(await stage.FieldsAsync("ada@example.com"));
        Assert.Contains("updated", (await stage.BatchAsync("""{"key":"ada@example.com","fields":{"city":"Roma"}}""")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_data_controller_is_told_of_access_and_erasure_without_the_persons_data()
    {
        await using var stage = await ServiceStage.OpenAsync(
            ByForeignKey with { Title = "News & more", Country = "IT", DataController = new DataController("Rossi srl", "Via Roma 1", "privacy@rossi.example") });
        var mails = new List<OutboundMail>();
        stage.Channel.Before = mail =>
        {
            mails.Add(mail);
            return Task.CompletedTask;
        };
        await FillAsync(stage);
        await RecordAsync(stage, "7");
        await EraseAsync(stage, "7");

        foreach (var right in new[] { "Access", "Erasure" })
            Assert.IsType<HandOver.Accepted>(await stage.Get<ControllerNotices>().RunAsync($"acme|news|{right}|{stage.Id("7")}|20260310", default));

        Assert.Equal(2, await stage.QueuedAsync(TransactionalQueue.Name));
        Assert.All(mails, m => Assert.Equal("privacy@rossi.example", m.ToAddress));
        Assert.Equal(["Accesso ai dati di una persona: News & more", "Cancellazione dei dati di una persona: News & more"], mails.Select(m => m.Subject));
        Assert.DoesNotContain(mails, m => m.Text.ToString().Contains("ada", StringComparison.OrdinalIgnoreCase) || m.Text.ToString().Contains("{{", StringComparison.Ordinal));
        Assert.Equal(2, mails.Select(m => m.OperationId).Distinct().Count());
        Assert.Null(await stage.Get<ControllerNotices>().RunAsync("nonsense", default));
    }

    [Fact]
    public async Task Files_about_imports_are_removed_after_thirty_days()
    {
        await using var stage = await ServiceStage.OpenAsync();
        var uploads = stage.Get<BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Uploads);
        var reports = stage.Get<BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Reports);
        await uploads.GetBlobClient("acme/news/a").UploadAsync(BinaryData.FromString("email"));
        await reports.GetBlobClient("acme/news/a.rejects.csv").UploadAsync(BinaryData.FromString("line"));
        await reports.GetBlobClient("acme/news/a.report.json").UploadAsync(BinaryData.FromString("{}"));

        foreach (var (days, left) in new[] { (29, 3), (2, 1) })
        {
            stage.Clock.Advance(TimeSpan.FromDays(days));
            await stage.Door<FileExpiry>().RunAsync(new Microsoft.Azure.Functions.Worker.TimerInfo(), default);

            var found = 0;
            foreach (var container in new[] { uploads, reports })
            {
                await foreach (var blob in container.GetBlobsAsync(default, default, null, default))
                    found += blob.Properties.ContentLength > 0 ? 1 : 0;
            }

            Assert.Equal(left, found);
        }
    }

    // A person with choices, a bounce, a mail in a ledger and a rejected row; and another one.
    private static async Task FillAsync(ServiceStage stage)
    {
        await stage.BatchAsync("""{"key":"7","fields":{"email":"ada@example.com","mobile":"+39 333 1234567"}},{"key":"other","fields":{}}""");
        await stage.Get<ChoiceStore>().SetAsync(
            stage.ContactList, stage.Id("7"), new Dictionary<string, string> { ["trackingConsent"] = "false" }, new ConsentSource("preferences"), default);
        await stage.Get<SuppressionDoor>().SuppressAsync(
            "acme", new Suppression("ada@example.com", "news", SuppressionReason.HardBounce, stage.Clock.GetUtcNow(), "test"), new ConsentSource("bounce"), default);
        var campaign = new Campaign { Account = "acme", Name = "spring", List = "news", Template = "t", State = CampaignState.Completed, LaunchedAt = stage.Clock.GetUtcNow() };
        await stage.Get<IDefinitions>().WriteAsync("acme", DefinitionKeys.Campaign("spring"), campaign, null, default);
        foreach (var members in new[] { stage.Id("7"), stage.Id("other") }.GroupBy(i => i.Bucket(4)))
        {
            var slice = Slice.Of([.. members.Order()]).With([.. members.Select(_ => (OutcomeEntry?)OutcomeEntry.Of(Outcome.Sent, 1, stage.Clock.GetUtcNow()))]);
            await stage.Get<LedgerStore>().AddAsync("acme", "spring", members.Key, [new(0, slice)], default);
        }

        var rejects = stage.Get<BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Reports).GetBlobClient("acme/news/incremental/f.csv.1.rejects.csv");
        await rejects.UploadAsync(BinaryData.FromString("\uFEFFline,column,reason,row\r\n2,gender,bad,\"7,Ada@Example.com,?\"\r\n3,gender,bad,\"77,eve@example.com,?\"\r\n"), overwrite: true);
    }

    private static async Task<string> EverythingAsync(ServiceStage stage)
    {
        var all = new StringBuilder();
        foreach (var name in new[] { ContactKeys.Table, SuppressionKeys.Table, LedgerKeys.Table })
        {
            await foreach (var row in stage.Get<Azure.Data.Tables.TableServiceClient>().GetTableClient(name).QueryAsync<Azure.Data.Tables.TableEntity>(default(string)))
            {
                foreach (var (property, value) in row)
                    all.Append(property).Append(value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value).Append('\n');
            }
        }

        var reports = stage.Get<BlobServiceClient>().GetBlobContainerClient(ImportBlobs.Reports).GetBlobClient("acme/news/incremental/f.csv.1.rejects.csv");
        var text = (await reports.DownloadContentAsync()).Value.Content.ToString();
        Assert.Contains("eve@example.com", text, StringComparison.Ordinal);
        return all.Append(text).ToString();
    }

    private static Task<Doors.Answer> RecordAsync(ServiceStage stage, string key) =>
        Doors.CallAsync(r => stage.Door<PersonFunctions>().RecordAsync(r, "acme", "news", key, default));

    private static Task<Doors.Answer> EraseAsync(ServiceStage stage, string key) =>
        Doors.CallAsync(r => stage.Door<ContactFunctions>().DeleteAsync(r, "acme", stage.ContactList.Name, key, default), query: "?erase=true");
}
