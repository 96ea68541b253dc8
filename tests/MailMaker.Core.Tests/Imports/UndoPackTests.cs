using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

public class UndoPackTests
{
    private static readonly ContactId Id = ContactId.Of(KeyKind.Email, "a@example.com");

    [Fact]
    public void What_goes_into_a_pack_comes_out_of_it()
    {
        UndoEntry[] entries =
        [
            new UndoEntry.Added(Id, 7),
            new UndoEntry.Changed(Id, -1, new RowVersion(1, 2, null), "a@example.com", [new("firstName", null, "Ada"), new("city", "Reggio, \"E\"", null)]),
            new UndoEntry.Removed(Id, new RowVersion(0, 0, DateTimeOffset.UnixEpoch.AddTicks(5)), "김", [1, 2, 3]),
            new UndoEntry.Forgotten(Id),
        ];
        using var pack = new UndoPack();
        foreach (var entry in entries)
            pack.Add(entry);

        Assert.Equal(entries, UndoPack.Read(pack.ToArray()));
        Assert.Equal(4, pack.Count);
    }

    [Fact]
    public void An_added_contact_takes_twenty_five_bytes_and_a_cleared_pack_none()
    {
        using var pack = new UndoPack();
        pack.AddAdded(Id, 7);

        Assert.Equal(25, pack.ToArray().Length);
        pack.Clear();
        Assert.Empty(pack.ToArray());
    }
}
