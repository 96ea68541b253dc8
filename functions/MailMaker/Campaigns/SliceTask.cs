using MailMaker.Contacts;
using MailMaker.Core.Accounts;
using MailMaker.Core.Campaigns;
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

    /// <summary>Whether the campaign's claims on addresses matter: the account has caps of its own, or the campaign could write to an address twice.</summary>
    public bool ByAddress { get; init; }

    /// <summary>The partition of the members.</summary>
    public string Partition => ContactKeys.Partition(List.Account, List.Name, Bucket);

    /// <summary>The task of a slice.</summary>
    public static SliceTask Of(SliceKey key, Campaign campaign, Account? account, ContactList list, int bucket, Slice slice) => new(key, list, bucket, slice)
    {
        Terms = CampaignTerms.Of(campaign),
        Policy = DoNotDisturb.Of(list, account?.Caps),
        // A list whose key is the address has it once.
        ByAddress = account is { Caps.Count: > 0 } || list.Key != KeyKind.Email || campaign.Lists.Count > 1,
    };
}
