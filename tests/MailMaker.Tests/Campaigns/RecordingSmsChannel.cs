using System.Collections.Concurrent;
using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;
using MailMaker.Delivery.Sms;

namespace MailMaker.Tests.Campaigns;

/// <summary>A channel for text messages that remembers what it was handed.</summary>
internal sealed class RecordingSmsChannel : ISmsChannel
{
    private readonly ConcurrentQueue<OutboundSms> handed = new();

    /// <summary>What to answer; accepted unless a test says otherwise.</summary>
    public Func<OutboundSms, HandOver> Answer { get; set; } = _ => new HandOver.Accepted("");

    public IReadOnlyList<OutboundSms> Handed => [.. handed];

    public Task<HandOver> HandOverAsync(OutboundSms sms, CancellationToken cancellationToken)
    {
        var answer = Answer(sms);
        if (answer is HandOver.Accepted)
            handed.Enqueue(sms);
        return Task.FromResult(answer);
    }
}
