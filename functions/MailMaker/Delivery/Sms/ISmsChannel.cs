using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;

namespace MailMaker.Delivery.Sms;

/// <summary>A way out for text messages. Implementations are thread-safe.</summary>
public interface ISmsChannel
{
    /// <summary>
    /// Hands one text message over. One whose operation id was accepted before is accepted again and goes out once; where the channel can't tell, a hand-over of which
    /// nobody knows the end is answered as <see cref="HandOver.Unknown"/> and not made again.
    /// </summary>
    /// <param name="sms">The message.</param>
    /// <param name="cancellationToken">Gives up; whether the message was taken is then not known.</param>
    Task<HandOver> HandOverAsync(OutboundSms sms, CancellationToken cancellationToken);
}
