using Azure.Data.Tables;
using MailMaker.Contacts;
using MailMaker.Core.Contacts;

namespace MailMaker.Consent;

/// <summary>The write that changes the ETag of a contact's send state and nothing else, so that a claim that was decided before it fails.</summary>
public static class SendStateBump
{
    /// <summary>The row to merge.</summary>
    public static TableEntity Of(string partition, ContactId contact, DateTimeOffset at) =>
        new(partition, ContactKeys.SendState(contact)) { ["Bump"] = at.UtcTicks };
}
