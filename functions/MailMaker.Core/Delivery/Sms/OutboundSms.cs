namespace MailMaker.Core.Delivery.Sms;

/// <summary>One text message to one person, ready to be handed over.</summary>
/// <param name="OperationId">Deterministic name of this hand-over; see <see cref="Delivery.OperationId"/>.</param>
/// <param name="Account">The account it is sent for.</param>
/// <param name="Campaign">The campaign it belongs to.</param>
/// <param name="From">The sender's number, short code or name.</param>
/// <param name="To">The recipient's number, E.164.</param>
/// <param name="Text">The text, line ends as LF.</param>
public sealed record OutboundSms(Guid OperationId, string Account, string Campaign, string From, string To, string Text);
