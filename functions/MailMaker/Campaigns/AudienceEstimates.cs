using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Lists;
using MailMaker.Suppressions;

namespace MailMaker.Campaigns;

/// <summary>Says whom a campaign would reach now, without launching it. Every contact of its lists is read.</summary>
public sealed class AudienceEstimates(
    TableServiceClient tables, IListSource lists, AudienceRules rules, AddressReader addresses, SuppressedAddresses suppressed, TimeProvider clock)
{
    private readonly TableClient contacts = tables.GetTableClient(ContactKeys.Table);

    /// <summary>The estimate, or what is wrong with the campaign's lists or filter.</summary>
    public async Task<Checked<AudienceEstimate>> OfAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var problems = await rules.CheckAsync(campaign, now, cancellationToken);
        if (problems.Count > 0)
            return new(null, problems);
        var kinds = ContactAddress.KindsOf(campaign.Channel);
        var excluded = await addresses.ReadAsync(campaign.Account, campaign.ExcludedLists, kinds, cancellationToken);
        var estimates = new List<ListEstimate>();
        var reached = new List<ulong>();
        for (var i = 0; i < campaign.Lists.Count; i++)
        {
            if (await lists.ListAsync(campaign.Account, campaign.Lists[i].Name, cancellationToken) is not { } list)
                return new(null, [new Problem(campaign.Lists.Count == 1 ? "/list" : $"/lists/{i}", "The campaign's list does not exist.")]);
            estimates.Add(await ListAsync(campaign, list, AudienceRules.Rule(campaign, list, now, excluded), reached, cancellationToken));
        }

        var distinct = AddressSet.Of(reached).Count;
        return new(new AudienceEstimate(now, distinct, reached.Count - distinct, estimates), []);
    }

    private async Task<ListEstimate> ListAsync(Campaign campaign, ContactList list, AudienceRule rule, List<ulong> reached, CancellationToken cancellationToken)
    {
        var set = await suppressed.CurrentAsync(list.Account, cancellationToken);
        var sum = new ListEstimate(list.Name, 0, 0, 0, 0, 0, 0, 0, 0);
        foreach (var buckets in Enumerable.Range(0, list.Buckets).Chunk(AddressReader.Together))
        {
            var counters = buckets.Select(b => (Bucket: b, Counter: new BucketEstimate(list, campaign.Channel, rule, set))).ToList();
            foreach (var counted in await Task.WhenAll(counters.Select(c => c.Counter.CountAsync(contacts, c.Bucket, cancellationToken))))
                sum = sum.Plus(counted);
            foreach (var (_, counter) in counters)
                reached.AddRange(counter.Addresses);
        }

        return sum;
    }
}
