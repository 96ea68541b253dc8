using Azure.Data.Tables;

namespace MailMaker.Campaigns;

/// <summary>The members that a run claims together, and the writes that claim them.</summary>
/// <param name="until">Until when a hand-over may begin.</param>
/// <param name="claimedAt">When they were claimed: a time stamp of the clock, which nobody can set.</param>
public sealed class ClaimedMembers(DateTimeOffset until, long claimedAt)
{
    private readonly List<ClaimedMember> members = [];
    private readonly List<TableTransactionAction> actions = [];
    private readonly List<AddressClaim> addresses = [];
    private readonly HashSet<AddressKey> taken = [];

    /// <summary>Until when a hand-over may begin.</summary>
    public DateTimeOffset Until => until;

    /// <summary>When they were claimed: a time stamp of the clock, which nobody can set.</summary>
    public long ClaimedAt => claimedAt;

    /// <summary>Whether one of them was claimed by an earlier run, which may have recorded meanwhile what became of it.</summary>
    public bool TakesUp { get; set; }

    /// <summary>Who is claimed.</summary>
    public IReadOnlyList<ClaimedMember> Members => members;

    /// <summary>The guarded writes, one a member.</summary>
    public IReadOnlyList<TableTransactionAction> Actions => actions;

    /// <summary>The claims on the members' addresses, where those matter.</summary>
    public IReadOnlyList<AddressClaim> Addresses => addresses;

    /// <summary>Whether an address is claimed for a member already.</summary>
    public bool Takes(AddressKey address) => taken.Contains(address);

    /// <summary>Adds the claim on a member's address.</summary>
    public void Add(AddressClaim claim)
    {
        addresses.Add(claim);
        taken.Add(claim.Key);
    }

    /// <summary>Adds a member.</summary>
    public void Add(ClaimedMember member, TableTransactionAction action)
    {
        members.Add(member);
        actions.Add(action);
    }

    /// <summary>Takes out everybody else, before anything is written.</summary>
    public void Keep(Predicate<ClaimedMember> isKept)
    {
        for (var i = members.Count - 1; i >= 0; i--)
        {
            if (isKept(members[i]))
                continue;
            addresses.RemoveAll(a => a.Index == members[i].Index);
            members.RemoveAt(i);
            actions.RemoveAt(i);
        }
    }
}
