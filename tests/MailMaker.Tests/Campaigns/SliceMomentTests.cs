using MailMaker.Campaigns;

namespace MailMaker.Tests.Campaigns;

public sealed class SliceMomentTests
{
    [Theory]
    [InlineData("acme|spring|3|7|0", 1000, "1000")]
    [InlineData("acme|spring|3|7|999", 1000, "1000")]
    [InlineData("acme|spring|3|7|1000", 1000, "1000+1")]
    [InlineData("acme|spring|3|7|1001", 1000, "1000+1")]
    [InlineData("acme|spring|3|7|1001+4", 1000, "1000+5")]
    [InlineData("acme|spring|3|7|999+4", 1000, "1000+4")]
    [InlineData(null, 1000, "1000")]
    [InlineData("", 1000, "1000")]
    [InlineData("somebody's own", 1000, "1000")]
    [InlineData("a|1000+x", 1000, "1000")]
    public void A_follow_up_has_a_greater_moment_than_its_message(string? messageId, long due, string expected) =>
        Assert.Equal(expected, SliceMoment.After(messageId, DateTimeOffset.FromUnixTimeMilliseconds(due)).ToString());

    [Fact]
    public void However_clocks_go_no_message_of_a_chain_has_the_id_of_an_earlier_one()
    {
        var random = new Random(4);
        var slice = new SliceKey("acme", "spring", 3, 7);
        var id = slice.MessageId(default);
        var seen = new HashSet<string> { id };
        for (var i = 0; i < 1_000; i++)
        {
            id = slice.MessageId(SliceMoment.After(id, DateTimeOffset.FromUnixTimeMilliseconds(random.Next(20))));
            Assert.True(seen.Add(id));
        }
    }
}
