using System.Buffers;
using MailMaker.Core.Contacts;
using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Imports;

public class StagedRowTests
{
    [Fact]
    public void Packed_rows_come_back_one_after_the_other()
    {
        var spool = new ArrayBufferWriter<byte>();
        var id = ContactId.Of(KeyKind.Email, "a@example.com");
        new StagedRow { Id = id, Line = 7, Hash = -3, Key = "a@example.com"u8, Unread = "mobile\ngender"u8, Fields = "{}"u8 }.WriteTo(spool);
        new StagedRow { Id = id, Line = 8, Hash = 4, Key = "b"u8, Fields = [] }.WriteTo(spool);

        var first = StagedRow.Read(spool.WrittenSpan, out var length);
        var second = StagedRow.Read(spool.WrittenSpan[length..], out var rest);

        Assert.Equal((id, 7L, -3L), (first.Id, first.Line, first.Hash));
        Assert.Equal("{}"u8.ToArray(), first.Fields.ToArray());
        Assert.Equal("a@example.com"u8.ToArray(), first.Key.ToArray());
        Assert.True(second.IsPresenceOnly);
        Assert.Equal(["email"], first.Supplied(new HashSet<string> { "email", "mobile", "gender" }));
        Assert.Equal(spool.WrittenCount, length + rest);
    }
}
