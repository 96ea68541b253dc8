using System.Collections.Concurrent;
using MailMaker.Core.Delivery;
using MailMaker.Delivery;

namespace MailMaker.Tests.SignUp;

/// <summary>A channel that takes every mail, once per operation id, and keeps what it says.</summary>
internal sealed class KeepingChannel : IEmailChannel
{
    private readonly ConcurrentDictionary<Guid, OutboundMailSeen> mails = new();
    private int order;

    /// <summary>How many hand-overs fail for now before one is taken.</summary>
    public int Failures { get; set; }

    public int HandOvers { get; private set; }

    public IReadOnlyList<OutboundMailSeen> To(string address) => [.. mails.Values.Where(m => m.To == address).OrderBy(m => m.Order)];

    public Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken)
    {
        lock (mails)
        {
            HandOvers++;
            if (Failures > 0)
            {
                Failures--;
                return Task.FromResult<HandOver>(new HandOver.TemporaryFailure("4.2.0"));
            }
        }

        mails.TryAdd(
            mail.OperationId,
            new OutboundMailSeen(Interlocked.Increment(ref order), mail.ToAddress, mail.Subject, mail.Html.ToString(), mail.Text.ToString(), mail.Headers, mail.ListUnsubscribeUrl));
        return Task.FromResult<HandOver>(new HandOver.Accepted("kept"));
    }
}
