using MailMaker.Contacts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Delivery;
using MailMaker.Core.Lists;

namespace MailMaker.Campaigns;

/// <summary>A slice that is to be worked through, with everything that is fixed for all its members.</summary>
/// <param name="Key">Which slice.</param>
/// <param name="List">The list that its contacts are on.</param>
/// <param name="Bucket">The list's bucket that they are in.</param>
/// <param name="Slice">Who is in it, and what became of them so far.</param>
public sealed record SliceTask(SliceKey Key, ContactList List, int Bucket, Slice Slice)
{
    /// <summary>What the gate knows of the campaign.</summary>
    public required CampaignTerms Terms { get; init; }

    /// <summary>The do-not-disturb policy.</summary>
    public required DoNotDisturb Policy { get; init; }

    /// <summary>The way or ways that the campaign takes.</summary>
    public CampaignChannel Channel { get; init; }

    /// <summary>Whether the campaign's claims on addresses matter: the account has caps of its own, or the campaign could write to an address twice.</summary>
    public bool ByAddress { get; init; }

    /// <summary>The partition of the members.</summary>
    public string Partition => ContactKeys.Partition(List.Account, List.Name, Bucket);

    /// <summary>What the gate knows of the campaign on one channel.</summary>
    public CampaignTerms TermsOn(MessageChannel channel) => channel == Terms.Tag.Channel ? Terms : Terms with { Tag = Terms.Tag.On(channel) };

    /// <summary>An entry as it is recorded: who waits beyond the campaign's end is looked at then, to be dropped.</summary>
    public OutcomeEntry InTime(OutcomeEntry entry) =>
        entry.Outcome == Outcome.Deferred && Terms.ExpiresAt is { } end && entry.At > end
            ? OutcomeEntry.Of(entry.Outcome, entry.Attempts, end.AddTicks(TimeSpan.TicksPerSecond - 1), entry.Detail)
            : entry;

    /// <summary>The task of a slice.</summary>
    public static SliceTask Of(SliceKey key, Campaign campaign, Account? account, ContactList list, int bucket, Slice slice) => new(key, list, bucket, slice)
    {
        Terms = CampaignTerms.Of(campaign),
        Channel = campaign.Channel,
        Policy = DoNotDisturb.Of(list, account?.Caps),
        ByAddress = account is { Caps.Count: > 0 } || campaign.MayRepeatAddresses || list.Key != KeyKind.Email || campaign.Channel != CampaignChannel.Email,
    };
}
