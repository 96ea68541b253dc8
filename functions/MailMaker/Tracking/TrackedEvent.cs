using MailMaker.Core.Tracking;

namespace MailMaker.Tracking;

/// <summary>A request for the pixel or a link of a mail.</summary>
/// <param name="Mail">The mail.</param>
/// <param name="Hit">The request.</param>
public readonly record struct TrackedEvent(TrackedMail Mail, TrackedHit Hit);
