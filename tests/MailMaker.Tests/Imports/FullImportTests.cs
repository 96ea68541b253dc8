using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;
using MailMaker.Imports;

namespace MailMaker.Tests.Imports;

/// <summary>A full file removes what it lacks, behind the list's guard.</summary>
public class FullImportTests
{
    [Fact]
    public async Task A_full_file_removes_what_it_lacks_within_the_guard()
    {
        await using var stage = await ImportStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 4, RemovalGuard = 0.5 });
        await stage.ImportAsync(ImportFileTests.Three);

        var import = await stage.ImportAsync("email,nome\na@example.com,Ada\nb@example.com,Bea\nd@example.com,Dora\n", "full");

        Assert.Equal(new ImportCounts { Rows = 3, Added = 1, Unchanged = 2, Removed = 1 }, import.Counts);
        Assert.Equal(["a@example.com", "b@example.com", "d@example.com"], (await stage.ContactsAsync()).Keys);
    }

    [Fact]
    public async Task A_rejected_row_of_a_full_file_does_not_remove_its_contact()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(ImportFileTests.Three);

        var import = await stage.ImportAsync("email,nome,consenso\na@example.com,Ada,sì\nb@example.com,Bea,forse\nc@example.com,Cleo,sì\n", "full");

        Assert.Equal(new ImportCounts { Rows = 3, Changed = 2, Rejected = 1 }, import.Counts);
        Assert.Equal(3, (await stage.ContactsAsync()).Count);
    }

    [Theory]
    [InlineData(ImportFile.Approve, ImportState.Completed, 1, 2)]
    [InlineData(ImportFile.Cancel, ImportState.Cancelled, 3, 0)]
    public async Task More_than_the_guard_lets_go_waits_for_a_decision(string decision, ImportState state, int left, int removed)
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(ImportFileTests.Three);

        var waiting = await stage.ImportAsync("email,nome\na@example.com,Anna\n", "full");

        Assert.Equal((ImportState.AwaitingApproval, 2L), (waiting.State, waiting.Missing));
        Assert.Equal(3, (await stage.ContactsAsync()).Count);
        await stage.Orchestrations.RaiseEventAsync(waiting.Key.InstanceId, ImportFile.Decision, decision);
        await stage.IdleAsync();
        var import = await stage.Get<ImportRecords>().FindAsync(waiting.Key, default);
        Assert.Equal((state, new ImportCounts { Rows = 1, Changed = 1, Removed = removed }), (import!.State, import.Counts));
        Assert.Equal(left, (await stage.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_removal_that_nobody_approves_within_a_week_is_not_done()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync(ImportFileTests.Three);
        var waiting = await stage.ImportAsync("email\na@example.com\n", "full");

        stage.Clock.Advance(TimeSpan.FromDays(7));
        await stage.IdleAsync();
        stage.Clock.Advance(TimeSpan.FromDays(1));
        await stage.IdleAsync();

        Assert.Equal(ImportState.Cancelled, (await stage.Get<ImportRecords>().FindAsync(waiting.Key, default))!.State);
        Assert.Equal(3, (await stage.ContactsAsync()).Count);
    }

    [Fact]
    public async Task A_contact_that_a_call_made_after_the_file_came_stays()
    {
        await using var stage = await ImportStage.OpenAsync(new ContactList { Account = "acme", Name = "news", Buckets = 4, RemovalGuard = 0 });
        await stage.ImportAsync(ImportFileTests.Three);
        var waiting = await stage.ImportAsync("email\na@example.com\nb@example.com\n", "full");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        await stage.Get<ContactStore>().WriteAsync(
            await stage.ListAsync(), ContactId.Of(KeyKind.Email, "new@example.com"), "new@example.com", "{}"u8.ToArray(), null, default);

        await stage.Orchestrations.RaiseEventAsync(waiting.Key.InstanceId, ImportFile.Decision, ImportFile.Approve);
        await stage.IdleAsync();

        Assert.Equal(["a@example.com", "b@example.com", "new@example.com"], (await stage.ContactsAsync()).Keys);
    }
}
