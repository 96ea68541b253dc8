using Azure.Data.Tables;
using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;

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
    public void Add(int index, ContactId id, byte[] fields, Addressee addressee, TableTransactionAction action)
    {
        members.Add(new ClaimedMember(index, id, fields, addressee));
        actions.Add(action);
    }
}
