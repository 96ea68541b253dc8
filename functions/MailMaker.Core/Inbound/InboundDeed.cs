using MailMaker.Core.Consent;
using MailMaker.Core.Suppressions;

namespace MailMaker.Core.Inbound;

/// <summary>One thing to do because of a mail that came back. Doing it twice is doing it once.</summary>
public abstract record InboundDeed
{
    private InboundDeed()
    {
    }

    /// <summary>Suppress an address in the whole account.</summary>
    /// <param name="Address">In canonical form.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Suppress(string Address, SuppressionReason Reason) : InboundDeed;

    /// <summary>Remember that an address failed for now, and suppress it when that is too often.</summary>
    /// <param name="Address">In canonical form.</param>
    public sealed record RememberFailure(string Address) : InboundDeed;

    /// <summary>Let a contact leave its list.</summary>
    /// <param name="Who">The contact.</param>
    /// <param name="Reason">The way by which it was said.</param>
    public sealed record Leave(WrittenTo Who, GoodbyeReason Reason) : InboundDeed;
}
