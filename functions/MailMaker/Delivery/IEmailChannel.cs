using MailMaker.Core.Delivery;

namespace MailMaker.Delivery;

/// <summary>A way out for e-mail. Implementations are thread-safe.</summary>
public interface IEmailChannel
{
    /// <summary>Whether a mail that is handed over twice goes out once. Where it goes out twice, what was sent is recorded in small groups, so that a crash repeats few.</summary>
    bool RecognisesRepeats => true;

    /// <summary>
    /// How long after the moment by which it had to begin a hand-over may go on until its answer, as the channel itself sees to; told where several hosts hand over and none must make
    /// again what another one is about to finish. Null: that does no harm.
    /// </summary>
    TimeSpan? LongestHandOver => null;

    /// <summary>
    /// Hands one mail over. A mail whose operation id was accepted before is accepted again and goes out once, where the channel can tell (the outbox
    /// always can).
    /// </summary>
    /// <param name="mail">The mail; its parts must stay unchanged until the answer.</param>
    /// <param name="cancellationToken">Gives up; whether the mail was taken is then not known.</param>
    /// <exception cref="Exception">The channel could not be reached or misbehaved; whether the mail was taken is not known.</exception>
    Task<HandOver> HandOverAsync(OutboundMail mail, CancellationToken cancellationToken);
}
