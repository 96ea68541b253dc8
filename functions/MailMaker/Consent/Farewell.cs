using MailMaker.Contacts;
using MailMaker.Core.Consent;
using MailMaker.Core.Contacts;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Consent;

/// <summary>The one door out: whoever leaves a list, by whatever way, comes through here.</summary>
public sealed class Farewell(IListSource lists, GoodbyeStore goodbyes, RunningClaims claims, ContactForwards forwards, TimeProvider clock)
{
    /// <summary>Lets a person leave by a mail's link. Doing it again changes nothing.</summary>
    public async Task<FarewellOutcome> LeaveAsync(UnsubscribeLink link, GoodbyeReason reason, ConsentSource source, CancellationToken cancellationToken) =>
        await lists.ListAsync(link.Account, link.List, CancellationToken.None) is { } list
            ? await LeaveAsync(list, link.Contact, new Goodbye(reason, clock.GetUtcNow(), link.Campaign), source, cancellationToken)
            : new FarewellOutcome.NothingToLeave();

    /// <summary>Lets a contact leave; one that the list does not know (yet) has left as well. Doing it again changes nothing.</summary>
    public async Task<FarewellOutcome> LeaveAsync(
        ContactList list, ContactId contact, Goodbye goodbye, ConsentSource source, CancellationToken cancellationToken)
    {
        // Not the caller's token: a mail program that hangs up has pressed the button all the same.
        await goodbyes.RecordAsync(list, contact, goodbye, source, CancellationToken.None);
        // After the goodbye is written: a key that is being changed takes along what was said before, and what is said after is said under the new one too.
        var isOver = await claims.EndedAsync(list, contact, cancellationToken);
        foreach (var later in await forwards.AfterAsync(list, contact, CancellationToken.None))
        {
            await goodbyes.RecordAsync(list, later, goodbye, source, CancellationToken.None);
            isOver &= await claims.EndedAsync(list, later, cancellationToken);
        }

        return isOver ? new FarewellOutcome.Left(list) : new FarewellOutcome.LeftWhileSending(list);
    }

    /// <summary>The list that a link leads out of; null when it is gone.</summary>
    public Task<ContactList?> ListAsync(UnsubscribeLink link, CancellationToken cancellationToken) =>
        lists.ListAsync(link.Account, link.List, cancellationToken);
}
