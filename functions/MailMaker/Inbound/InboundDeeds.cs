using MailMaker.Consent;
using MailMaker.Core.Consent;
using MailMaker.Core.Inbound;
using MailMaker.Core.Suppressions;
using MailMaker.Core.Notices;
using MailMaker.Lists;
using MailMaker.Persons;
using MailMaker.Suppressions;

namespace MailMaker.Inbound;

/// <summary>Does what mails that came back ask for, through the doors that everything else goes through. Doing it again changes nothing.</summary>
public sealed class InboundDeeds(IListSource lists, Farewell farewell, SuppressionDoor suppressions, FailureStore failures, ControllerNotices notices, TimeProvider clock)
{
    /// <summary>Does one thing. When it is done, no mail is handed over against it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="deed">What.</param>
    /// <param name="channel">Through which door.</param>
    /// <param name="mail">The mail that asked for it.</param>
    /// <param name="cancellationToken">Stops the waiting, not the recording.</param>
    public Task DoAsync(string account, InboundDeed deed, string channel, MailIdentity mail, CancellationToken cancellationToken)
    {
        var source = new ConsentSource(channel, Reference: $"mail:{mail}");
        return deed switch
        {
            InboundDeed.Suppress suppress => SuppressAsync(account, suppress.Address, suppress.Reason, source, cancellationToken),
            InboundDeed.RememberFailure failed => RememberAsync(account, failed.Address, mail, source, cancellationToken),
            InboundDeed.Leave leave => LeaveAsync(leave, source, cancellationToken),
            _ => throw new InvalidOperationException($"Nobody does {deed.GetType().Name}."),
        };
    }

    private Task<bool> SuppressAsync(string account, string address, SuppressionReason reason, ConsentSource source, CancellationToken cancellationToken) =>
        suppressions.SuppressAsync(
            account, new Suppression(address, null, reason, clock.GetUtcNow(), source.Describe()), source, cancellationToken);

    private async Task RememberAsync(string account, string address, MailIdentity mail, ConsentSource source, CancellationToken cancellationToken)
    {
        if (!await failures.AddAsync(account, address, mail, cancellationToken))
            return;
        await SuppressAsync(account, address, SuppressionReason.SoftBounces, source, cancellationToken);
        await failures.BeginAnewAsync(account, address, mail, cancellationToken);
    }

    // A request to leave is answered by leaving; the controller hears of what a person holds against the mail.
    private static PersonRight? RightOf(GoodbyeReason reason) => reason switch
    {
        GoodbyeReason.Complaint => PersonRight.Complaint,
        GoodbyeReason.AbuseMailbox => PersonRight.Objection,
        _ => null,
    };

    private async Task LeaveAsync(InboundDeed.Leave leave, ConsentSource source, CancellationToken cancellationToken)
    {
        var who = leave.Who;
        if (await lists.ListAsync(who.Account, who.List, cancellationToken) is not { } list)
            return;
        await farewell.LeaveAsync(list, who.Contact, new Goodbye(leave.Reason, clock.GetUtcNow(), who.Campaign), source, cancellationToken);
        if (RightOf(leave.Reason) is { } right)
            await notices.TellAsync(list, right, who.Contact, cancellationToken);
    }
}
