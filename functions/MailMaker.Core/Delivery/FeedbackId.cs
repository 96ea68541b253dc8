namespace MailMaker.Core.Delivery;

/// <summary>What mailbox providers sum complaints by: up to four parts, the last one the sender's for all of its mail (Gmail's Feedback Loop).</summary>
public static class FeedbackId
{
    /// <summary>The Feedback-ID of a campaign's mails to a list.</summary>
    /// <param name="account">The account's name.</param>
    /// <param name="list">The list's name.</param>
    /// <param name="campaign">The campaign's name.</param>
    public static string Of(string account, string list, string campaign) => $"{campaign}:{list}:{account}:mailmaker";
}
