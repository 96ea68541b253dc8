using MailMaker.Core.Campaigns;
using MailMaker.Core.Contacts;
using MailMaker.Core.Delivery;

namespace MailMaker.Campaigns;

/// <summary>A member that may be handed over now.</summary>
/// <param name="Index">Its place in the slice.</param>
/// <param name="Id">The contact.</param>
/// <param name="Fields">Its fields as UTF-8 JSON.</param>
/// <param name="Addressee">Whom to write to.</param>
public sealed record ClaimedMember(int Index, ContactId Id, byte[] Fields, Addressee Addressee)
{
    /// <summary>The way its message takes.</summary>
    public MessageChannel Channel { get; init; } = MessageChannel.Email;

    /// <summary>Until when its hand-over may begin.</summary>
    public DateTimeOffset Until { get; init; }

    /// <summary>When its mail says that it was written, see <see cref="MailDate"/>.</summary>
    public DateTimeOffset Date { get; init; }

    /// <summary>Its address or number for that way.</summary>
    public string Address => Channel == MessageChannel.Sms ? Addressee.Mobile : Addressee.Email;
}
