using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;

namespace MailMaker.Delivery.Sms;

/// <summary>Counts every text message and forgets it.</summary>
internal sealed class NullSmsChannel(TimeProvider clock) : ISmsChannel
{
    private long messages;

    /// <summary>Messages accepted so far.</summary>
    public long Messages => Interlocked.Read(ref messages);

    /// <inheritdoc />
    public async Task<HandOver> HandOverAsync(OutboundSms sms, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await ForcedSmsOutcome.OfAsync(sms.To, clock, cancellationToken) is { } forced)
            return forced;
        Interlocked.Increment(ref messages);
        return new HandOver.Accepted("null");
    }
}
