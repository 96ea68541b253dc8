using System.Collections.Concurrent;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;

namespace MailMaker.Tests.Campaigns;

/// <summary>A channel that remembers what it was handed, in order.</summary>
internal sealed class RecordingChannel : IEmailChannel
{
    private readonly ConcurrentQueue<(string Campaign, string Address, Guid OperationId)> handed = new();

    public bool RecognisesRepeats { get; set; } = true;

    public TimeSpan? LongestHandOver { get; set; }

    /// <summary>What to answer; accepted unless a test says otherwise.</summary>
    public Func<OutboundMail, HandOver> Answer { get; set; } = _ => new HandOver.Accepted("");

    /// <summary>Runs before each answer.</summary>
    public Func<OutboundMail, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Another channel that answers in place of <see cref="Answer"/>.</summary>
    public IEmailChannel? Through { get; set; }

    public IReadOnlyList<(string Campaign, string Address, Guid OperationId)> Handed => [.. handed];

    public async Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        await Before(mail);
        var answer = Through is null ? Answer(mail) : await Through.HandOverAsync(mail, cancellationToken);
        if (answer is HandOver.Accepted)
            handed.Enqueue((mail.Campaign, mail.ToAddress, mail.OperationId));
        return answer;
    }
}
