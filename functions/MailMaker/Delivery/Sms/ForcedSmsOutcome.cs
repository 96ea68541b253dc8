using MailMaker.Core.Delivery;
using MailMaker.Core.Delivery.Sms;

namespace MailMaker.Delivery.Sms;

/// <summary>What magic numbers (<see cref="MagicNumber"/>) do to a hand-over on the channels that reach nobody.</summary>
internal static class ForcedSmsOutcome
{
    /// <summary>The failure that a number forces, after the wait that it forces; null when the message is to be taken.</summary>
    public static async ValueTask<HandOver?> OfAsync(string number, TimeProvider clock, CancellationToken cancellationToken)
    {
        switch (MagicNumber.Classify(number))
        {
            case MagicOutcome.Temporary:
                return new HandOver.TemporaryFailure("4.2.0");
            case MagicOutcome.Permanent:
                return new HandOver.PermanentFailure("5.1.1");
            case MagicOutcome.Slow:
                await Task.Delay(ForcedOutcome.SlowFor, clock, cancellationToken);
                return null;
            default:
                return null;
        }
    }
}
