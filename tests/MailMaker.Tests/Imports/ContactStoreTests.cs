using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Tests.Imports;

public class ContactStoreTests
{
    [Fact]
    public async Task Pages_hold_every_contact_once_whatever_their_size()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync("email\n" + string.Concat(Enumerable.Range(0, 57).Select(i => $"p{i}@example.com\n")));
        var list = await stage.ListAsync();
        foreach (var size in new[] { 1, 7, 56, 57, 1_000 })
        {
            var keys = new List<string>();
            string? continuation = null;
            do
            {
                var page = await stage.Get<ContactStore>().PageAsync(list, size, continuation, default);
                Assert.InRange(page!.Contacts.Count, 0, size);
                keys.AddRange(page.Contacts.Select(c => c.Key));
                continuation = page.Continuation;
            }
            while (continuation is not null);

            Assert.Equal(57, keys.Distinct().Count());
            Assert.Equal(57, keys.Count);
        }
    }

    [Fact]
    public async Task A_continuation_of_somebody_elses_making_is_refused()
    {
        await using var stage = await ImportStage.OpenAsync();

        foreach (var bad in new[] { "x", "0009-" + new string('a', 26), "0000-" + new string('!', 26) })
            Assert.Null(await stage.Get<ContactStore>().PageAsync(await stage.ListAsync(), 10, bad, default));
    }

    [Fact]
    public async Task Removing_a_contact_changes_its_send_state_and_leaves_its_goodbye()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync("email\na@example.com\n");
        await stage.SayGoodbyeAsync("a@example.com");
        var (list, id) = (await stage.ListAsync(), ContactId.Of(KeyKind.Email, "a@example.com"));
        var state = new TableEntity(ContactKeys.Partition(list, id), ContactKeys.SendState(id)) { ["History"] = new byte[] { 1 } };
        var before = (await stage.Table(ContactKeys.Table).AddEntityAsync(state)).Headers.ETag;

        Assert.True(await stage.Get<ContactStore>().DeleteAsync(list, id, default));
        Assert.False(await stage.Get<ContactStore>().DeleteAsync(list, id, default));

        var after = (await stage.Table(ContactKeys.Table).GetEntityAsync<TableEntity>(state.PartitionKey, state.RowKey)).Value;
        Assert.NotEqual(before, after.ETag);
        Assert.Equal([1], after.GetBinary("History"));
        Assert.Equal((0, 1), (await stage.CountRowsAsync("c|"), await stage.CountRowsAsync("x|")));
    }

    [Fact]
    public async Task An_index_row_is_believed_only_when_the_contact_has_the_address()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync("email,cellulare\na@example.com,+393331234567\n");
        var (list, somebody) = (await stage.ListAsync(), ContactId.Of(KeyKind.Email, "a@example.com"));
        var (theirs, another) = (ContactId.Of(KeyKind.Mobile, "+393331234567"), ContactId.Of(KeyKind.Mobile, "+393337654321"));
        foreach (var (address, id) in new[] { (another, somebody), (theirs, ContactId.Of(KeyKind.Email, "nobody@example.com")) })
            await stage.Table(ContactKeys.Table).AddEntityAsync(new TableEntity(ContactKeys.Partition(list, id), ContactKeys.Address(address, id)));

        Assert.Equal([somebody], await FoundAsync(stage, "+393331234567"));
        Assert.Empty(await FoundAsync(stage, "+393337654321"));
    }

    [Fact]
    public async Task An_index_row_that_is_not_there_keeps_nobody_from_being_removed()
    {
        await using var stage = await ImportStage.OpenAsync();
        await stage.ImportAsync("email,cellulare\na@example.com,+393331234567\n");
        var (list, id) = (await stage.ListAsync(), ContactId.Of(KeyKind.Email, "a@example.com"));
        var index = ContactKeys.Address(ContactId.Of(KeyKind.Mobile, "+393331234567"), id);
        await stage.Table(ContactKeys.Table).DeleteEntityAsync(ContactKeys.Partition(list, id), index);

        Assert.True(await stage.Get<ContactStore>().DeleteAsync(list, id, default));

        Assert.Equal(0, await stage.CountRowsAsync("c|"));
    }

    private static async Task<List<ContactId>> FoundAsync(ImportStage stage, string address)
    {
        var found = new List<ContactId>();
        await foreach (var contact in stage.Get<ContactFinder>().ByAddressAsync("acme", "news", address, default))
            found.Add(contact.Id);
        return found;
    }
}
