using MailMaker.Core;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;
using MailMaker.Core.Segments;
using MailMaker.Lists;

namespace MailMaker.Campaigns;

/// <summary>Makes the rules by which a campaign's audience is chosen, and says what is wrong with what they are made from.</summary>
public sealed class AudienceRules(IListSource lists, ExcludedAddresses excluded)
{
    /// <summary>The rule for one of a launched campaign's lists; null when everybody of the list belongs to the audience.</summary>
    /// <exception cref="InvalidOperationException">The list is gone, or is no longer of the form that the filter needs.</exception>
    public async Task<AudienceRule?> OfAsync(Campaign campaign, string list, CancellationToken cancellationToken)
    {
        if (campaign.Filter is null && campaign.ExcludedLists.Count == 0)
            return null;
        var found = await lists.ListAsync(campaign.Account, list, cancellationToken) ?? throw new InvalidOperationException("A list of the campaign is gone.");
        return Rule(campaign, found, campaign.LaunchedAt ?? default, await excluded.OfAsync(campaign, cancellationToken));
    }

    /// <summary>The rule for one list.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="list">The list.</param>
    /// <param name="now">The moment whose day, in the list's time zone, days are counted from.</param>
    /// <param name="set">The excluded addresses.</param>
    public static AudienceRule Rule(Campaign campaign, ContactList list, DateTimeOffset now, AddressSet set)
    {
        if (campaign.Filter is null)
            return new AudienceRule(list, campaign.Channel, null, set);
        var filter = SegmentCompiler.Compile(campaign.Filter, list, SegmentCompiler.DayOf(list, now), "/filter");
        return new AudienceRule(list, campaign.Channel, filter.Value ?? throw new InvalidOperationException("The filter does not fit a list of the campaign any more."), set);
    }

    /// <summary>What is wrong with a campaign's excluded lists and filter, as the lists are now.</summary>
    public async Task<IReadOnlyList<Problem>> CheckAsync(Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        for (var i = 0; i < campaign.ExcludedLists.Count; i++)
        {
            if (await lists.ListAsync(campaign.Account, campaign.ExcludedLists[i], cancellationToken) is null)
                problems.Add(new Problem($"/excludedLists/{i}", "This list does not exist."));
        }

        return [.. problems, .. await CheckFilterAsync(campaign, now, cancellationToken)];
    }

    /// <summary>What is wrong with a campaign's filter for those of its lists that exist.</summary>
    public async Task<IReadOnlyList<Problem>> CheckFilterAsync(Campaign campaign, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (campaign.Filter is not { } filter)
            return [];
        var problems = new List<Problem>();
        foreach (var name in campaign.Lists.Select(l => l.Name))
        {
            if (await lists.ListAsync(campaign.Account, name, cancellationToken) is { } list)
                problems.AddRange(SegmentCompiler.Compile(filter, list, SegmentCompiler.DayOf(list, now), "/filter").Problems);
        }

        return [.. problems.Take(SegmentReader.MostProblems)];
    }
}
