using System.Collections.Concurrent;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;

namespace MailMaker.Campaigns;

/// <summary>Makes the turns of slices.</summary>
public sealed class SliceTurns(RateStore rates, ChannelHolds holds, LedgerStore ledger, CampaignLists audience, OperatorRates operators, Random random)
{
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<(string Account, string Campaign), CampaignAnswers> answers = new();

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
        return new SliceTurn(rates, holds, random, AnswersTo(campaign), campaign, new CampaignLimits(sender, account?.SenderRates ?? [], operators));
    }

    private CampaignAnswers AnswersTo(Campaign campaign)
    {
        if (answers.Count >= MostKept)
            answers.Clear();
        return answers.GetOrAdd((campaign.Account, campaign.Name), static (key, at) => new CampaignAnswers(() => at.Turns.CountsAsync(at.Campaign)), (Turns: this, Campaign: campaign));
    }

    private async Task<LedgerCounts> CountsAsync(Campaign campaign)
    {
        var buckets = (await audience.OfAsync(campaign, CancellationToken.None)).BucketCount();
        return await ledger.CountsAsync(campaign.Account, campaign.Name, buckets, CancellationToken.None);
    }
}
