using MailMaker.Core.Delivery;

namespace MailMaker.Delivery;

/// <summary>Writes every mail in full, counts it and forgets it: for benchmarks.</summary>
internal sealed class NullChannel(TimeProvider clock) : IEmailChannel
{
    private long mails;
    private long octets;

    /// <summary>Mails accepted so far.</summary>
    public long Mails => Interlocked.Read(ref mails);

    /// <summary>Octets of the mails accepted so far.</summary>
    public long Octets => Interlocked.Read(ref octets);

    /// <inheritdoc />
    public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (await ForcedOutcome.OfAsync(mail.ToAddress, clock, cancellationToken) is { } forced)
            return forced;
        using var buffer = PooledBuffer.Rent();
        if (MimeWriter.Write(mail, buffer) is { } refused)
            return refused;
        Interlocked.Increment(ref mails);
        Interlocked.Add(ref octets, buffer.Written.Length);
        return new HandOver.Accepted("null");
    }
}
