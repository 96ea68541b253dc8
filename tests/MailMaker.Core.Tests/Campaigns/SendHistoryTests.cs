using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class SendHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_comes_back_from_its_bytes()
    {
        var history = default(SendHistory).With(Tag(1), Now.AddDays(-3)).With(Tag(2), Now);
        Assert.Equal(history, SendHistory.FromBytes(history.ToBytes()));
        Assert.Equal(1, history.CountSince(Now.AddDays(-1)));
        Assert.Equal(2, history.CountSince(Now.AddDays(-3)));
    }

    [Fact]
    public void What_no_window_can_reach_is_forgotten()
    {
        var history = default(SendHistory).With(Tag(1), Now.AddDays(-40)).With(Tag(2), Now.AddDays(-31)).With(Tag(3), Now);
        Assert.Equal(2, history.Count);
        Assert.False(history.Holds(Tag(1)));
    }

    [Fact]
    public void What_the_longest_window_reaches_is_kept() =>
        Assert.Equal(2, default(SendHistory).With(Tag(1), Now.AddHours(1 - FrequencyCap.MostHours)).With(Tag(2), Now).Count);

    [Fact]
    public void It_never_grows_beyond_its_bound()
    {
        var history = default(SendHistory);
        for (var i = 0; i < 1000; i++)
            history = history.With(Tag(i), Now.AddSeconds(i));
        Assert.Equal(SendHistory.MostEntries, history.Count);
        Assert.True(history.Holds(Tag(999)));
    }

    [Fact]
    public void Many_messages_of_one_channel_push_out_none_of_another()
    {
        var history = default(SendHistory);
        for (var i = 0; i < 100; i++)
            history = history.With(Text(i), Now.AddSeconds(i));
        for (var i = 0; i < 1000; i++)
            history = history.With(Tag(i), Now.AddSeconds(100 + i));

        Assert.Equal(100, history.CountSince(Now, MessageChannel.Sms));
        Assert.Equal(SendHistory.MostEntries, history.CountSince(Now, MessageChannel.Email));
        Assert.False(history.Holds(Tag(1000 - SendHistory.MostEntries - 1)));
        Assert.True(history.Holds(Tag(1000 - SendHistory.MostEntries)));
    }

    [Fact]
    public void Two_histories_become_one_with_each_message_once_and_the_newest_of_each_channel()
    {
        var (one, other) = (default(SendHistory).With(Text(1), Now), default(SendHistory).With(Text(1), Now).With(Tag(1), Now.AddHours(-1)));
        for (var i = 0; i < 200; i++)
            one = one.With(Tag(i), Now.AddSeconds(i));

        var merged = one.Merge(other);

        Assert.Equal(1, merged.CountSince(Now, MessageChannel.Sms));
        Assert.Equal(SendHistory.MostEntries, merged.CountSince(Now, MessageChannel.Email));
        Assert.Equal(merged.SecondsOf(null).Order(), merged.SecondsOf(null));
        Assert.Equal(merged, other.Merge(one));
    }

    [Fact]
    public void A_claim_that_reached_nobody_is_taken_out_alone()
    {
        var history = default(SendHistory).With(Tag(1), Now).With(Tag(2), Now).With(Tag(3), Now).Without(Tag(2)).Without(Tag(9));
        Assert.Equal(2, history.Count);
        Assert.True(history.Holds(Tag(1)) && !history.Holds(Tag(2)) && history.Holds(Tag(3)));
    }

    [Fact]
    public void Bytes_of_another_form_are_refused() => Assert.Throws<FormatException>(() => SendHistory.FromBytes(new byte[13]));

    private static CampaignTag Text(int i) => CampaignTag.Of("acme", $"text-{i}", MessageChannel.Sms);

    private static CampaignTag Tag(int i) => CampaignTag.Of("acme", $"campaign-{i}");
}
