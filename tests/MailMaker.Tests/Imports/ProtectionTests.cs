using System.Text;
using MailMaker.Consent;
using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;
using MailMaker.Imports;
using MailMaker.Suppressions;
using Microsoft.Extensions.DependencyInjection;

namespace MailMaker.Tests.Imports;

/// <summary>What a file can't do to people who left, bounced, complained, chose otherwise, or were erased.</summary>
public class ProtectionTests
{
    private const string Three = "email,nome,consenso\na@example.com,Ada,sì\nb@example.com,Bea,no\nc@example.com,Cleo,\n";
    private static readonly ConsentSource Link = new("link");

    [Fact]
    public async Task A_file_changes_the_data_of_who_left_but_never_the_consent()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        await LeaveAsync(stage, "b@example.com", GoodbyeReason.Link);

        var import = await stage.ImportAsync("email,nome,consenso,smsConsent\nb@example.com,Beatrice,sì,sì\n", name: "again.csv");

        Assert.Equal(new ImportCounts { Rows = 1, Changed = 1, Protected = 1 }, import.Counts);
        Assert.Equal("""{"email":"b@example.com","firstName":"Beatrice","consent":"false"}""", (await stage.ContactsAsync())["b@example.com"]);
        Assert.Equal(1, await stage.CountRowsAsync("x|"));
    }

    [Fact]
    public async Task An_empty_cell_does_not_clear_the_refusal_of_who_left()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        await LeaveAsync(stage, "b@example.com", GoodbyeReason.Link);

        await stage.ImportAsync("email,consenso\nb@example.com,\n", name: "again.csv");

        Assert.Contains("\"consent\":\"false\"", (await stage.ContactsAsync())["b@example.com"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SuppressionReason.HardBounce)]
    [InlineData(SuppressionReason.Complaint)]
    [InlineData(SuppressionReason.Manual)]
    public async Task Suppressed_addresses_are_protected_like_goodbyes(SuppressionReason reason)
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        await SuppressAsync(stage, "b@example.com", reason);

        var import = await stage.ImportAsync(Three.Replace("Bea,no", "Bea,sì", StringComparison.Ordinal), name: "again.csv");

        Assert.Equal(new ImportCounts { Rows = 3, Unchanged = 3, Protected = 1 }, import.Counts);
        Assert.Contains("\"consent\":\"false\"", (await stage.ContactsAsync())["b@example.com"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_person_chose_outweighs_every_file()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        await stage.Get<ChoiceStore>().SetAsync(await stage.ListAsync(), Id("a@example.com"), new Dictionary<string, string> { ["consent"] = "false" }, Link, default);

        var import = await stage.ImportAsync("email,nome,consenso\na@example.com,Anna,sì\n", name: "again.csv");

        Assert.Equal(new ImportCounts { Rows = 1, Changed = 1 }, import.Counts);
        Assert.Equal("""{"email":"a@example.com","firstName":"Anna","consent":"false"}""", (await stage.ContactsAsync())["a@example.com"]);
    }

    [Fact]
    public async Task A_list_that_protects_goodbyes_takes_no_file_that_would_not()
    {
        await using var stage = await ImportStage.OpenAsync();
        var doors = ActivatorUtilities.CreateInstance<ImportFunctions>(stage.Services);

        var answer = await Doors.CallAsync(r => doors.PostAsync(r, stage.Orchestrations, "acme", "news", default), Three, "?mode=full&protect=false&reason=because");

        Assert.Equal(409, answer.Status);
    }

    [Fact]
    public async Task Without_the_flag_goodbyes_stand_on_a_list_that_could_lift_them()
    {
        await using var stage = await ImportStage.OpenAsync(Unprotected);
        await stage.ImportAsync(Three);
        await LeaveAsync(stage, "a@example.com", GoodbyeReason.Link);

        Assert.Equal(1, (await stage.ImportAsync(Three, name: "again.csv")).Counts.Protected);
        Assert.Equal(1, await stage.CountRowsAsync("x|"));
    }

    [Fact]
    public async Task With_protection_lifted_a_plain_yes_resubscribes_and_leaves_evidence_but_never_a_complaint()
    {
        await using var stage = await ImportStage.OpenAsync(Unprotected);
        await stage.ImportAsync(Three);
        await LeaveAsync(stage, "a@example.com", GoodbyeReason.Link);
        await LeaveAsync(stage, "b@example.com", GoodbyeReason.Complaint);
        await LeaveAsync(stage, "c@example.com", GoodbyeReason.Link);

        var import = await stage.UploadAsync(Three.Replace("Bea,no", "Bea,sì", StringComparison.Ordinal), new ImportOptions(ProtectionLifted: "Signed again in the shop"));

        Assert.Equal(new ImportCounts { Rows = 3, Changed = 1, Unchanged = 2, Protected = 2 }, import.Counts);
        var list = await stage.ListAsync();
        Assert.False(await stage.Get<GoodbyeStore>().HasLeftAsync(list, Id("a@example.com"), default));
        Assert.True(await stage.Get<GoodbyeStore>().HasLeftAsync(list, Id("b@example.com"), default));
        Assert.True(await stage.Get<GoodbyeStore>().HasLeftAsync(list, Id("c@example.com"), default));
        var chain = await stage.Get<EvidenceStore>().ReadAsync(list, Id("a@example.com"), default);
        Assert.Empty(EvidenceChain.Verify(chain));
        var happened = chain[^1].Event;
        Assert.Equal((ConsentEventKind.Resubscribed, import.Id), (happened.Kind, happened.Source.Reference));
        Assert.Contains("Signed again in the shop", happened.Note, StringComparison.Ordinal);
        Assert.Single(await stage.Get<EvidenceStore>().ReadAsync(list, Id("b@example.com"), default));
    }

    [Fact]
    public async Task Nothing_of_an_erased_person_is_stored_or_told()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(Three);
        await EraseAsync(stage, "a@example.com");
        const string File = "email,nome\na@example.com,First\na@example.com,Ada\nd@example.com,Dora\n";

        var dry = await stage.UploadAsync(File, new ImportOptions(DryRun: true));
        var import = await stage.ImportAsync(File, name: "again.csv");

        Assert.Equal(new ImportCounts { Rows = 3, Added = 1, Unchanged = 1, Rejected = 1, Protected = 1 }, import.Counts);
        Assert.Equal(import.Counts, dry.Counts);
        Assert.DoesNotContain("a@example.com", (await stage.ContactsAsync()).Keys);
        Assert.Equal(0, await CountAsync(stage, "a@example.com"));
        foreach (var report in await stage.BlobsAsync(ImportBlobs.Reports))
            Assert.DoesNotContain("a@example.com", await stage.TextAsync($"{ImportBlobs.Reports}/{report}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_the_address_of_an_erased_person()
    {
        await using var stage = await ImportStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 2, Key = KeyKind.Fkey });
        await stage.ImportAsync("fkey,email\n1,a@example.com\n2,b@example.com\n");
        var list = await stage.ListAsync();
        await stage.Get<ContactStore>().DeleteAsync(list, ContactId.Of(KeyKind.Fkey, "1"), default);
        await stage.Get<SuppressionStore>().EraseAsync(
            "acme", ErasedValues.HashesOf(stage.Get<AddressHashes>(), list, """{"fkey":"1","email":"a@example.com"}"""u8.ToArray()), [], stage.Clock.GetUtcNow(), default);

        var import = await stage.ImportAsync("fkey,email\n2,a@example.com\n3,a@example.com\n1,c@example.com\n", name: "again.csv");

        Assert.Equal(new ImportCounts { Rows = 3, Unchanged = 3, Protected = 3 }, import.Counts);
        Assert.Equal(["""{"fkey":"2","email":"b@example.com"}"""], (await stage.ContactsAsync()).Values);
    }

    [Fact]
    public async Task An_address_that_is_not_the_key_leads_to_its_contact_whatever_files_do()
    {
        await using var stage = await ImportStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 2, Key = KeyKind.Fkey, RemovalGuard = 1 });
        await stage.ImportAsync("fkey,email,mobile\n1,a@example.com,+393331234567\n2,b@example.com,\n3,,+393331234568\n4,d@example.com,+393331234569\n");
        await AssertIndexAsync(stage, 6);
        var moved = await stage.ImportAsync("fkey,email,mobile\n1,new@example.com,+393331234567\n2,,+393337654321\n3,c@example.com,\n", "full", "moved.csv");
        Assert.Equal(new ImportCounts { Rows = 3, Changed = 3, Removed = 1 }, moved.Counts);
        await AssertIndexAsync(stage, 4);

        await stage.Get<ImportRecords>().ChangeAsync(moved.Key, r => r.After(ImportStep.Revert), default);
        await stage.Get<RevertActivities>().RevertBuckets(new BucketsOfImport(moved.Key, 0, 2), default);

        await AssertIndexAsync(stage, 6);
        Assert.Equal(4, (await stage.ContactsAsync()).Count);
    }

    private static ContactList Unprotected => new() { Account = "acme", Name = "news", Buckets = 4, ProtectGoodbyes = false };

    private static ContactId Id(string address) => ContactId.Of(KeyKind.Email, address);

    private static async Task AssertIndexAsync(ImportStage stage, int rows)
    {
        var (are, mustBe) = await stage.AddressIndexAsync();
        Assert.Equal(mustBe, are);
        Assert.Equal(rows, are.Count);
    }

    private static async Task LeaveAsync(ImportStage stage, string address, GoodbyeReason reason) => await stage.Get<GoodbyeStore>()
        .RecordAsync(await stage.ListAsync(), Id(address), new Goodbye(reason, stage.Clock.GetUtcNow(), null), Link, default);

    private static async Task SuppressAsync(ImportStage stage, string address, SuppressionReason reason) =>
        await stage.Get<SuppressionStore>().AddAsync("acme", [new Suppression(address, null, reason, stage.Clock.GetUtcNow(), "test")], default);

    private static async Task EraseAsync(ImportStage stage, string address)
    {
        var list = await stage.ListAsync();
        var fields = (await stage.Get<ContactStore>().FindAsync(list, Id(address), default))!.Fields;
        await stage.Get<ContactStore>().DeleteAsync(list, Id(address), default);
        await stage.Get<SuppressionStore>().EraseAsync(
            "acme", ErasedValues.HashesOf(stage.Get<AddressHashes>(), list, fields), [], stage.Clock.GetUtcNow(), default);
    }

    // Rows of the table that hold a text in clear.
    private static async Task<int> CountAsync(ImportStage stage, string text)
    {
        var found = 0;
        await foreach (var row in stage.Table(ContactKeys.Table).QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            if (row.RowKey.StartsWith(ContactKeys.ContactKind, StringComparison.Ordinal))
                found += Encoding.UTF8.GetString(row.GetBinary("Fields")!).Contains(text, StringComparison.Ordinal) ? 1 : 0;
        }

        return found;
    }
}
