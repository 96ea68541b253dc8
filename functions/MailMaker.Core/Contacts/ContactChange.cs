using MailMaker.Core.Imports;
using MailMaker.Core.Lists;

namespace MailMaker.Core.Contacts;

/// <summary>
/// Decides what becomes of a contact by a call of the web service. It asks what imports ask, so a person's goodbye and choices outweigh a call as they
/// outweigh a file; a call can't lift the protection. Not safe for use by two threads.
/// </summary>
public sealed class ContactChange(ContactList list)
{
    // Calls come in runs that supply the same fields.
    private RowRules? rules;

    /// <summary>The decision.</summary>
    /// <param name="operation">What is asked.</param>
    /// <param name="existing">The contact's fields as kept; null when there is no such contact.</param>
    /// <param name="body">What is supplied; null when it is to be removed.</param>
    /// <param name="standing">What outweighs the call.</param>
    public ContactDecision Decide(ContactOperation operation, byte[]? existing, ContactBody? body, in Standing standing)
    {
        if (existing is null && operation is (ContactOperation.Patch or ContactOperation.Delete))
            return new ContactDecision.Missing();
        if (body is null || operation == ContactOperation.Delete)
            return new ContactDecision.Removed();
        if (standing.IsErased)
            return new ContactDecision.Erased();
        var row = new StagedRow { Id = default, Line = 0, Hash = 0, Key = [], Fields = body.Values };
        var decided = existing is null
            ? DecideRow.Add(Rules(body.Supplied), row, standing)
            : DecideRow.Change(Rules(operation == ContactOperation.Put ? Everything(body, existing) : body.Supplied), row, existing, standing);
        return decided.Fate switch
        {
            RowFate.Add => new ContactDecision.Created(decided.Fields!) { IsProtected = decided.IsProtected },
            RowFate.Change => new ContactDecision.Updated(decided.Fields!) { IsProtected = decided.IsProtected },
            RowFate.TooLarge => new ContactDecision.TooLarge(),
            RowFate.Withheld => new ContactDecision.Erased(),
            _ => new ContactDecision.Unchanged { IsProtected = decided.IsProtected },
        };
    }

    // What a replacement does not have, it clears.
    private static HashSet<string> Everything(ContactBody body, byte[] existing) =>
        [.. body.Supplied, .. FieldsJson.Read(existing).Select(f => f.Key)];

    private RowRules Rules(IReadOnlySet<string> supplied) =>
        rules is not null && rules.Supplied.SetEquals(supplied) ? rules : rules = new RowRules(list, supplied, protects: true);
}
