using MailMaker.Core.Delivery;

namespace MailMaker.Delivery;

/// <summary>What magic recipients (<see cref="MagicAddress"/>) do to a hand-over on the channels that reach nobody.</summary>
internal static class ForcedOutcome
{
    /// <summary>How long a slow address takes.</summary>
    public static readonly TimeSpan SlowFor = TimeSpan.FromSeconds(2);

    /// <summary>The failure that an address forces, after the wait that it forces; null when the mail is to be taken.</summary>
    public static async ValueTask<HandOver?> OfAsync(string address, TimeProvider clock, CancellationToken cancellationToken)
    {
        switch (MagicAddress.Classify(address))
        {
            case MagicOutcome.Temporary:
                return new HandOver.TemporaryFailure("4.2.0");
            case MagicOutcome.Permanent:
                return new HandOver.PermanentFailure("5.1.1");
            case MagicOutcome.Slow:
                await Task.Delay(SlowFor, clock, cancellationToken);
                return null;
            default:
                return null;
        }
    }
}
