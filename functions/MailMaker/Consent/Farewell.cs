using MailMaker.Core.Consent;
using MailMaker.Core.Lists;
using MailMaker.Lists;

namespace MailMaker.Consent;

/// <summary>Leaving a list by a mail's link: the one handler behind the page's button and behind one-click.</summary>
public sealed class Farewell(IListSource lists, GoodbyeStore goodbyes, RunningClaims claims, TimeProvider clock)
{
    /// <summary>Lets a person leave. Doing it again changes nothing.</summary>
    public async Task<FarewellOutcome> LeaveAsync(UnsubscribeLink link, GoodbyeReason reason, CancellationToken cancellationToken)
    {
        if (await lists.ListAsync(link.Account, link.List, CancellationToken.None) is not { } list)
            return new FarewellOutcome.NothingToLeave();
        // Not the caller's token: a mail program that hangs up has pressed the button all the same.
        await goodbyes.RecordAsync(list, link.Contact, new Goodbye(reason, clock.GetUtcNow(), link.Campaign), CancellationToken.None);
        return await claims.EndedAsync(list, link.Contact, cancellationToken)
            ? new FarewellOutcome.Left(list)
            : new FarewellOutcome.LeftWhileSending(list);
    }

    /// <summary>The list that a link leads out of; null when it is gone.</summary>
    public Task<ContactList?> ListAsync(UnsubscribeLink link, CancellationToken cancellationToken) =>
        lists.ListAsync(link.Account, link.List, cancellationToken);
}
