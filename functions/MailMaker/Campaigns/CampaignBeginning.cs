namespace MailMaker.Campaigns;

/// <summary>What becomes of a launch when it asks whether its moment has come.</summary>
/// <param name="IsOver">Whether it is not its turn any more: taken back, moved, or cancelled.</param>
/// <param name="WaitUntil">When it is to ask again, UTC; null when it begins.</param>
public sealed record CampaignBeginning(bool IsOver, DateTime? WaitUntil);
