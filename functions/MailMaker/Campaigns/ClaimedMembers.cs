using Azure.Data.Tables;

namespace MailMaker.Campaigns;

/// <summary>The members that a run claims together, and the writes that claim them.</summary>
/// <param name="until">Until when a hand-over may begin.</param>
public sealed class ClaimedMembers(DateTimeOffset until)
{
    private readonly List<ClaimedMember> members = [];
    private readonly List<TableTransactionAction> actions = [];

    /// <summary>Until when a hand-over may begin.</summary>
    public DateTimeOffset Until => until;

    /// <summary>Who is claimed.</summary>
    public IReadOnlyList<ClaimedMember> Members => members;

    /// <summary>The guarded writes, one a member.</summary>
    public IReadOnlyList<TableTransactionAction> Actions => actions;

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
            members.RemoveAt(i);
            actions.RemoveAt(i);
        }
    }
}
