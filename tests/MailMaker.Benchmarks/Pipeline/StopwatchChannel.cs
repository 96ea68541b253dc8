using MailMaker.Core.Delivery;
using MailMaker.Delivery;

namespace MailMaker.Benchmarks.Pipeline;

/// <summary>The null channel, with the moment of the last hand-over.</summary>
internal sealed class StopwatchChannel(TimeProvider clock) : IEmailChannel
{
    private readonly NullChannel channel = new(clock);
    private long lastTicks;

    /// <summary>Mails handed over.</summary>
    public long Mails => channel.Mails;

    /// <summary>When the last one was.</summary>
    public DateTimeOffset LastAt => new(Interlocked.Read(ref lastTicks), TimeSpan.Zero);

    /// <inheritdoc />
    public Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref lastTicks, clock.GetUtcNow().UtcTicks);
        return channel.HandOverAsync(mail, cancellationToken);
    }
}
