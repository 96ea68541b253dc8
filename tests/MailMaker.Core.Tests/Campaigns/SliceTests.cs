using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class SliceTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_full_slice_comes_back_from_its_bytes()
    {
        var slice = New(100).With(Enumerable.Range(0, 100).Select(i => (OutcomeEntry?)OutcomeEntry.Of(i % 2 == 0 ? Outcome.Sent : Outcome.Capped, i, Now)).ToList());
        var read = Slice.FromBytes(slice.MemberBytes(), slice.OutcomeBytes());
        Assert.Equal(slice.Members, read.Members);
        Assert.Equal(slice.Entries, read.Entries);
        Assert.True(read.IsDone);
    }

    [Fact]
    public void Recording_twice_changes_nothing_the_second_time()
    {
        var once = New(2).With([OutcomeEntry.Of(Outcome.Sent, 1, Now), null]);
        var twice = once.With([OutcomeEntry.Of(Outcome.Capped, 0, Now.AddHours(1)), null]);
        Assert.Equal(once.Entries, twice.Entries);
        Assert.False(twice.IsDone);
    }

    [Fact]
    public void A_deferred_member_can_still_be_sent()
    {
        var slice = New(1).With([OutcomeEntry.Of(Outcome.Deferred, 1, Now)]).With([OutcomeEntry.Of(Outcome.Sent, 2, Now)]);
        Assert.Equal(Outcome.Sent, slice.Entries[0].Outcome);
    }

    [Fact]
    public void The_counts_sum_to_the_members()
    {
        var counts = New(3).With([OutcomeEntry.Of(Outcome.Sent, 1, Now), OutcomeEntry.Of(Outcome.Unsubscribed, 0, Now), null]).Counts();
        Assert.Equal((3, 1, 1, 1), (counts.Audience, counts.Sent, counts.Dropped, counts.Open));
        Assert.Equal(1, counts.DroppedByReason()["unsubscribed"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public void A_slice_of_another_size_is_refused(int members) => Assert.Throws<ArgumentOutOfRangeException>(() => New(members));

    [Fact]
    public void Every_outcome_has_a_word() => Assert.Equal(["pending", "sent", "deferred", "contactRemoved"], Outcomes.All.Take(4).Select(o => o.Word()));

    private static Slice New(int members) =>
        Slice.Of([.. Enumerable.Range(0, members).Select(i => ContactId.Of(KeyKind.Email, $"person{i}@example.com")).Order()]);
}
