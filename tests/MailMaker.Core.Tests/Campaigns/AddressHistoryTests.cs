using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Tests.Campaigns;

public sealed class AddressHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly CampaignTag Spring = CampaignTag.Of("acme", "spring");
    private static readonly CampaignTag Winter = CampaignTag.Of("acme", "winter");

    [Fact]
    public void It_knows_through_whom_each_campaign_writes_to_the_address()
    {
        var history = default(AddressHistory).With(Winter, 1, Now.AddDays(-1)).With(Spring, 2, Now);
        var read = AddressHistory.FromBytes(history.Sends.ToBytes(), history.HolderBytes());

        Assert.Equal((1UL, 2UL, 2), (read.HolderOf(Winter), read.HolderOf(Spring), read.Sends.Count));
        Assert.Null(read.HolderOf(CampaignTag.Of("acme", "autumn")));
    }

    [Fact]
    public void A_claim_taken_up_again_stands_in_the_place_of_the_one_before()
    {
        var history = default(AddressHistory).With(Spring, 1, Now.AddDays(-1)).With(Winter, 1, Now).With(Spring, 2, Now.AddHours(1));

        Assert.Equal((2UL, 2), (history.HolderOf(Spring), history.Sends.Count));
        Assert.Equal(Now.AddHours(1), history.Sends.ClaimedAt(Spring));
        Assert.Equal(2 * 16, history.HolderBytes().Length);
    }

    [Fact]
    public void A_claim_given_back_leaves_the_others()
    {
        var history = default(AddressHistory).With(Winter, 1, Now).With(Spring, 2, Now).Without(Winter);

        Assert.Null(history.HolderOf(Winter));
        Assert.Equal((2UL, 1), (history.HolderOf(Spring), history.Sends.Count));
        Assert.Equal(16, history.HolderBytes().Length);
    }

    [Fact]
    public void Holders_go_with_the_messages_that_no_window_reaches_any_more()
    {
        var history = default(AddressHistory).With(Winter, 1, Now.AddDays(-40)).With(Spring, 2, Now);

        Assert.Null(history.HolderOf(Winter));
        Assert.Equal(16, history.HolderBytes().Length);
    }

    [Fact]
    public void The_same_key_on_another_list_is_another_holder()
    {
        var contact = ContactId.Of(KeyKind.Fkey, "k1");

        Assert.Equal(AddressHistory.Holder("news", contact), AddressHistory.Holder("news", contact));
        Assert.NotEqual(AddressHistory.Holder("news", contact), AddressHistory.Holder("shop", contact));
    }
}
