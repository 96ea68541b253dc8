using MailMaker.Core.Inbound;

namespace MailMaker.Core.Delivery.Rates;

/// <summary>Whether a failure is of the channel as a whole or of the sender, and for how long hand-overs are held back then.</summary>
public static class ChannelPressure
{
    /// <summary>The longest that hand-overs are held back at once, whatever a channel asks for: somebody may have mended it.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    // One such failure can be one recipient's server or taste; several in a row are not.
    private const int Storm = 4;

    // Of a campaign of which a third goes to a domain that refuses it, so many in a row come once in three thousand million.
    private const int StormOfOneDomain = 20;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan MostWithoutWord = TimeSpan.FromMinutes(15);

    // Two hours and a half: whoever was told of it has had his chance to look.
    private const int LooksAtOnce = 14;

    private static readonly TimeSpan DoubtedFor = TimeSpan.FromDays(1);

    /// <summary>
    /// Whom a failure seems to be about: what the channel knows; else the channel where the code is of the system (RFC 3463 §3.4, x.3.x) or the way to it (§3.5, x.4.x), such
    /// as 4.4.5 for too much traffic or 4.3.2 of a server that takes nothing now; and the sender where a policy refused for good (§3.8, 5.7.x).
    /// </summary>
    public static FaultOf SeemsOf(HandOver answer) => answer switch
    {
        HandOver.TemporaryFailure { Fault: not FaultOf.Message } known => known.Fault,
        HandOver.PermanentFailure { Fault: not FaultOf.Message } known => known.Fault,
        HandOver.TemporaryFailure failure when EnhancedStatus.TryRead(failure.Code, out var status) && status is { Subject: 3 or 4 } => FaultOf.Channel,
        HandOver.PermanentFailure failure when EnhancedStatus.TryRead(failure.Code, out var status) && status is { Subject: 7 } => FaultOf.Sender,
        _ => FaultOf.Message,
    };

    /// <summary>
    /// How many refusals for the sender's sake in a row count. A domain that never took anything of a campaign while others do may have a policy of its own: all its refusals are one
    /// witness, or each mailbox provider that blocks a sender would hold up the mail to all others. Not however many they are: who is known to have taken before is forgotten with the process.
    /// </summary>
    /// <param name="refused">Refusals in a row.</param>
    /// <param name="witnesses">Of these: all that come from domains which took something before, and one of each other domain.</param>
    public static int InARow(int refused, int witnesses) => refused >= StormOfOneDomain ? refused : witnesses;

    /// <summary>Whether hand-overs are held back after some answers in a row.</summary>
    /// <param name="last">The last answer.</param>
    /// <param name="inARow">Answers about the same in a row, <paramref name="last"/> included.</param>
    /// <param name="heldBefore">How often they were held back in succession, without a message that was taken in between.</param>
    public static bool Holds(HandOver last, int inARow, int heldBefore) =>
        SeemsOf(last) != FaultOf.Message && (IsCertain(last) || Asked(last) is not null || inARow >= Storm || heldBefore > 0);

    /// <summary>For how long: as long as the channel asks, else 30 s, 1 min, 2 min … 15 min; and after two hours and a half an hour, where it may be the recipient whom nobody needs to ask so often.</summary>
    /// <param name="last">The last answer.</param>
    /// <param name="heldBefore">As in <see cref="Holds"/>.</param>
    public static TimeSpan HoldFor(HandOver last, int heldBefore)
    {
        if (Asked(last) is { } asked)
            return asked < Longest ? (asked > TimeSpan.FromSeconds(1) ? asked : TimeSpan.FromSeconds(1)) : Longest;
        if (heldBefore >= LooksAtOnce && MayBeTheRecipients(last))
            return Longest;
        var wait = First * Math.Pow(2, Math.Min(heldBefore, 10));
        return wait < MostWithoutWord ? wait : MostWithoutWord;
    }

    /// <summary>
    /// Whether a failure counts as a try of its recipient although hand-overs are held back for it. Not where it is certain that nobody would be taken; what is refused for the
    /// sender's sake while others of it are taken may be the recipient's after all.
    /// </summary>
    /// <param name="answer">The failure.</param>
    /// <param name="heldBefore">As in <see cref="Holds"/>, before it.</param>
    public static bool CountsAsTry(HandOver answer, int heldBefore) => SeemsOf(answer) switch
    {
        FaultOf.Channel => false,
        FaultOf.Sender => !IsCertain(answer) || heldBefore == 0,
        _ => true,
    };

    /// <summary>
    /// Whether a refusal for the sender's sake is nobody's try, where nothing of the campaign was ever taken. For a day, in which the sender can be mended; after that it is, unless it is
    /// certain that it is the sender's: whether it is a lone recipient's taste nobody will ever know, and it is not to be offered the mail for as long as the campaign lasts.
    /// </summary>
    /// <param name="answer">The refusal.</param>
    /// <param name="heldFor">From the first hold to the end of the last one, without a message that was taken in between.</param>
    public static bool SparesAll(HandOver answer, TimeSpan heldFor) => !MayBeTheRecipients(answer) || heldFor < DoubtedFor;

    /// <summary>The code of a failure; empty of anything else.</summary>
    public static string CodeOf(HandOver answer) => answer switch
    {
        HandOver.TemporaryFailure later => later.Code,
        HandOver.PermanentFailure refused => refused.Code,
        _ => "",
    };

    private static bool MayBeTheRecipients(HandOver answer) => SeemsOf(answer) == FaultOf.Sender && !IsCertain(answer);

    private static bool IsCertain(HandOver answer) =>
        answer is HandOver.TemporaryFailure { Fault: not FaultOf.Message } or HandOver.PermanentFailure { Fault: not FaultOf.Message };

    private static TimeSpan? Asked(HandOver answer) => answer is HandOver.TemporaryFailure { RetryAfter: { } asked } ? asked : null;
}
