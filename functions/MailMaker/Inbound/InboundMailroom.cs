using MailMaker.Core.Imports;
using MailMaker.Core.Inbound;

namespace MailMaker.Inbound;

/// <summary>Takes mails in, one after the other: dealt with, marked, and out of the folder; or put where a person looks.</summary>
public sealed class InboundMailroom(InboundBlobs inbound, ReviewBlobs review, InboundHandler handler, InboundLog log, TimeProvider clock)
{
    /// <summary>How long a mail waits for a person before it is deleted: it is personal data.</summary>
    public static readonly TimeSpan ReviewFor = TimeSpan.FromDays(30);

    /// <summary>How long it is remembered that a mail was dealt with, by its hash.</summary>
    public static readonly TimeSpan MarksFor = TimeSpan.FromDays(90);

    // The longest time that a rule can ask about.
    private static readonly TimeSpan FailuresFor = TimeSpan.FromDays(366);

    /// <summary>Takes in a mail of the container <c>inbound</c>. It can be begun again after a crash at any line.</summary>
    public async Task TakeAsync(string path, CancellationToken cancellationToken)
    {
        // A maildir's files are whole once they lie in "new".
        if (UnfinishedUpload.IsNamed(path) || path.StartsWith("tmp/", StringComparison.Ordinal) || path.Contains("/tmp/", StringComparison.Ordinal))
            return;
        if (await inbound.OpenAsync(path, cancellationToken) is not { } mail)
            return;
        var identity = MailIdentity.Of(mail.Octets.Span);
        var plan = await HandleAsync(identity, mail, cancellationToken);
        if (plan.Review is { } reason && !await log.HoldsAsync(plan.Account, identity, cancellationToken))
            await review.PutAsync(identity, mail, reason, cancellationToken);
        await log.MarkAsync(plan.Account, identity, plan.Class, cancellationToken);
        await inbound.DeleteAsync(path, cancellationToken);
    }

    /// <summary>Handles a mail that waits once more, as when its contact was imported meanwhile or MailMaker has learnt its form.</summary>
    /// <returns>What became of it; null when there is none of that name.</returns>
    public async Task<InboundPlan?> RetryAsync(MailIdentity identity, CancellationToken cancellationToken)
    {
        if (await review.OpenAsync(identity, cancellationToken) is not { } mail)
            return null;
        var plan = await HandleAsync(identity, mail, cancellationToken);
        if (plan.Review is not null)
            return plan;
        await log.MarkAsync(plan.Account, identity, plan.Class, cancellationToken);
        await review.DeleteAsync(identity, cancellationToken);
        return plan;
    }

    /// <summary>Deletes what was kept long enough.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await foreach (var mail in review.AllAsync(cancellationToken))
        {
            if (mail.ReceivedAt < now - ReviewFor && MailIdentity.Parse(mail.Id) is { } identity)
                await review.DeleteAsync(identity, cancellationToken);
        }

        await log.ForgetAsync(now - MarksFor, now - FailuresFor, cancellationToken);
    }

    private Task<InboundPlan> HandleAsync(MailIdentity identity, ReceivedMail mail, CancellationToken cancellationToken) => mail.IsWhole
        ? handler.HandleAsync(identity, mail.Octets, mail.Mailbox, cancellationToken)
        : Task.FromResult(InboundPlan.LookAt(ReviewReason.TooLarge));
}
