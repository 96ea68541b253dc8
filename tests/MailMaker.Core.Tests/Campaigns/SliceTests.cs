using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Core.Suppressions;

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
    public void A_ledger_from_before_details_were_kept_is_read()
    {
        var before = New(2).With([OutcomeEntry.Of(Outcome.Sent, 1, Now), OutcomeEntry.Of(Outcome.Deferred, 2, Now)]);
        var packed = before.OutcomeBytes();
        var read = Slice.FromBytes(before.MemberBytes(), [.. packed[..6], .. packed[8..14]]);
        Assert.Equal(before.Entries, read.Entries);
    }

    [Fact]
    public void What_waits_is_counted_by_its_reason()
    {
        var counts = New(3).With([OutcomeEntry.Of(Outcome.Deferred, 1, Now, StatusDetail.Of("4.2.1")), OutcomeEntry.Deferred(DeferReason.QuietHours, 0, Now), null]).Counts();
        Assert.Equal((3, 2, 3), (counts.Audience, counts[Outcome.Deferred], counts.Open));
        Assert.Equal(["channel", "quietHours"], counts.DeferredByReason().Keys.Order());
        counts.Subtract(counts);
        Assert.Equal((0, 0), (counts.Audience, counts.Deferred(DeferReason.QuietHours)));
    }

    public static TheoryData<OutcomeEntry, string> Details => new()
    {
        { OutcomeEntry.Of(Outcome.Capped, 0, Now, CapRule.OfList(1).Number), "rule 2 of the list" },
        { OutcomeEntry.Of(Outcome.Capped, 0, Now, CapRule.OfAccount(0).Number), "rule 1 of the account" },
        { OutcomeEntry.Of(Outcome.Capped, 0, Now, CapRule.OwnChoice.Number), "the person's own choice" },
        { OutcomeEntry.Of(Outcome.Suppressed, 0, Now, (int)SuppressionReason.HardBounce + 1), "hardBounce" },
        { OutcomeEntry.Of(Outcome.ChannelRefused, 1, Now, StatusDetail.Of("5.1.1")), "5.1.1" },
        { OutcomeEntry.Of(Outcome.GaveUp, 6, Now, StatusDetail.Of("4.7.28")), "4.7.28" },
        { OutcomeEntry.Of(Outcome.Deferred, 1, Now, StatusDetail.Of("4.4.2")), "channel 4.4.2" },
        { OutcomeEntry.Deferred(DeferReason.Schedule, 0, Now), "schedule" },
        { OutcomeEntry.Of(Outcome.ChannelRefused, 1, Now, StatusDetail.Of("no code")), "" },
        { OutcomeEntry.Of(Outcome.Sent, 1, Now), "" },
    };

    [Theory]
    [MemberData(nameof(Details))]
    public void A_detail_is_said_in_words(OutcomeEntry entry, string word)
    {
        var packed = new byte[OutcomeEntry.Size];
        entry.Write(packed);
        Assert.Equal((entry, word), (OutcomeEntry.Read(packed), entry.DetailWord));
    }

    [Fact]
    public void A_due_time_is_never_before_the_moment_it_stands_for() =>
        Assert.Equal(Now.AddSeconds(1), OutcomeEntry.Deferred(DeferReason.Capped, 0, Now.AddMilliseconds(1)).At);

    [Fact]
    public void Every_outcome_has_a_word() => Assert.Equal(["pending", "sent", "deferred", "contactRemoved"], Outcomes.All.Take(4).Select(o => o.Word()));

    private static Slice New(int members) =>
        Slice.Of([.. Enumerable.Range(0, members).Select(i => ContactId.Of(KeyKind.Email, $"person{i}@example.com")).Order()]);
}
