using System.Collections.Concurrent;
using MailMaker.Accounts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery.Rates;
using MailMaker.Delivery.Rates;

namespace MailMaker.Campaigns;

/// <summary>Makes the turns of slices; keeps an account's rates for a few seconds, so that a slice costs no read for them.</summary>
public sealed class SliceTurns(IDefinitions definitions, RateStore rates, ChannelHolds holds, OperatorRates operators, Random random, TimeProvider clock)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (Account? Account, DateTimeOffset ReadAt)> known = new(StringComparer.Ordinal);

    /// <summary>A turn of one run of a campaign's slice.</summary>
    public async Task<SliceTurn> BeginAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var account = await AccountAsync(campaign.Account, cancellationToken);
        var sender = campaign with
        {
            SenderAddress = campaign.SenderAddress.Length > 0 ? campaign.SenderAddress : account?.SenderAddress ?? "",
            SmsSender = campaign.SmsSender.Length > 0 ? campaign.SmsSender : account?.SmsSender ?? "",
        };
        return new SliceTurn(rates, holds, random, campaign, new CampaignLimits(sender, account?.SenderRates ?? [], operators));
    }

    private async Task<Account?> AccountAsync(string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue(name, out var kept) && now - kept.ReadAt < KnownFor && kept.ReadAt <= now)
            return kept.Account;
        var account = (await definitions.FindAsync<Account>(name, DefinitionKeys.Account, cancellationToken))?.Value;
        if (known.Count > 1_000)
            known.Clear();
        known[name] = (account, now);
        return account;
    }
}
