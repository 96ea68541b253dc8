using MailMaker.Core.Delivery;

namespace MailMaker.Delivery.Smtp;

/// <summary>
/// Leaves a relay alone that is down: after three failures of connections in a row, mails are answered at once for a second, then for two, up to half a minute,
/// each time until one is tried again. Without it every worker would wait for every time-out.
/// </summary>
internal sealed class SmtpBackOff(TimeProvider clock)
{
    private const int Borne = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly Lock sync = new();
    private int failures;
    private long since;
    private TimeSpan pause;
    private string code = "";

    /// <summary>What a mail is answered with now; null when the relay may be tried.</summary>
    public HandOver.TemporaryFailure? Now
    {
        get
        {
            if (Volatile.Read(ref failures) < Borne)
                return null;
            lock (sync)
            {
                var rest = pause - clock.GetElapsedTime(since);
                return rest > TimeSpan.Zero ? new HandOver.TemporaryFailure(code, rest) { Fault = FaultOf.Channel } : null;
            }
        }
    }

    /// <summary>A connection failed.</summary>
    /// <param name="because">The code for the mails that come now.</param>
    /// <returns>Whether the relay is left alone from this moment, and was not before.</returns>
    public bool Failed(string because)
    {
        lock (sync)
        {
            failures++;
            code = because;
            // Those that were under way together fail together; that is one failure more and not many.
            if (failures < Borne || (failures > Borne && clock.GetElapsedTime(since) < pause))
                return false;
            var isFirst = failures == Borne;
            pause = isFirst ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, Longest.Ticks));
            since = clock.GetTimestamp();
            return isFirst;
        }
    }

    /// <summary>The relay answered a mail.</summary>
    /// <returns>Whether it was left alone before.</returns>
    public bool Succeeded()
    {
        if (Volatile.Read(ref failures) == 0)
            return false;
        lock (sync)
        {
            var wasDown = failures >= Borne;
            failures = 0;
            return wasDown;
        }
    }
}
