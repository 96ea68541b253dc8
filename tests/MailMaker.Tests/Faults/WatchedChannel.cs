using System.Collections.Concurrent;
using System.Diagnostics;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;

namespace MailMaker.Tests.Faults;

/// <summary>A channel whose every hand-over is seen, the repeated ones too.</summary>
internal sealed class WatchedChannel(IEmailChannel inner) : IEmailChannel
{
    private readonly ConcurrentQueue<SeenHandOver> seen = new();

    /// <summary>How long each hand-over takes at least, so that there is a time in which something can happen.</summary>
    public TimeSpan Takes { get; init; }

    /// <summary>The hand-overs that the channel accepted, in order.</summary>
    public IReadOnlyList<SeenHandOver> Accepted => [.. seen];

    public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        var begunAt = Stopwatch.GetTimestamp();
        if (Takes > TimeSpan.Zero)
            await Task.Delay(Takes, cancellationToken);
        var answer = await inner.HandOverAsync(mail, cancellationToken);
        if (answer is HandOver.Accepted)
            seen.Enqueue(new SeenHandOver(mail.Campaign, mail.ToAddress, mail.OperationId, begunAt));
        return answer;
    }
}
