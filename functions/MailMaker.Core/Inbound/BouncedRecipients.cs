namespace MailMaker.Core.Inbound;

/// <summary>Makes the entries of a bounce.</summary>
internal static class BouncedRecipients
{
    private const int MostDiagnostic = 1000;

    /// <summary>An entry. What is only delayed is never hard: the other system still tries.</summary>
    public static BouncedRecipient Of(string address, string original, DeliveryAction action, SmtpReply reply, ReplyReason reason)
    {
        var found = SmtpReply.ClassOf(reason);
        if (found == BounceClass.Hard && action != DeliveryAction.Failed)
            found = BounceClass.Soft;
        var text = reply.Text.Trim();
        return new BouncedRecipient(address, original, action, reply.Status, text.Length > MostDiagnostic ? text[..MostDiagnostic] : text, reason, found);
    }
}
