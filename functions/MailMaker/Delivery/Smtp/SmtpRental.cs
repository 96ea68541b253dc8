using MailMaker.Core.Delivery;

namespace MailMaker.Delivery.Smtp;

/// <summary>A connection for one mail, or why there is none.</summary>
/// <param name="Connection">The connection; to be given back.</param>
/// <param name="IsUsed">Whether mails went over it before, so that the relay may have closed it meanwhile.</param>
/// <param name="Failure">Why there is none.</param>
internal readonly record struct SmtpRental(SmtpConnection? Connection, bool IsUsed, HandOver? Failure);
