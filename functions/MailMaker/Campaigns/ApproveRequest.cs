namespace MailMaker.Campaigns;

/// <summary>Who approves a campaign.</summary>
public sealed record ApproveRequest
{
    /// <summary>The person's name; null when the header <c>x-mailmaker-user</c> says it.</summary>
    public string? User { get; init; }
}
