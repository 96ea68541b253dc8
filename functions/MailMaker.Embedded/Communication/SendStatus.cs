using Azure.Communication.Email;

namespace MailMaker.Embedded.Communication;

/// <summary>What the service says of the sending of an e-mail.</summary>
internal sealed record SendStatus(string Id, EmailSendStatus Status, string? ErrorCode, string? ErrorMessage)
{
    public bool IsFinal => Status == EmailSendStatus.Succeeded || Status == EmailSendStatus.Failed || Status == EmailSendStatus.Canceled;
}
