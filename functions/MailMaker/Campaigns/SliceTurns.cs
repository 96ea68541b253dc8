using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;

namespace MailMaker.Campaigns;

/// <summary>Makes the turns of slices.</summary>
public sealed class SliceTurns(RateStore rates, ChannelHolds holds, OperatorRates operators, Random random)
{
    /// <summary>A turn of one run of a campaign's slice.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="account">Its account; null when it has no definition.</param>
    public SliceTurn Begin(Campaign campaign, Account? account)
    {
        var sender = campaign with
        {
            SenderAddress = campaign.SenderAddress.Length > 0 ? campaign.SenderAddress : account?.SenderAddress ?? "",
            SmsSender = campaign.SmsSender.Length > 0 ? campaign.SmsSender : account?.SmsSender ?? "",
        };
        return new SliceTurn(rates, holds, random, campaign, new CampaignLimits(sender, account?.SenderRates ?? [], operators));
    }
}
