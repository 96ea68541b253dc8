namespace MailMaker.Campaigns;

/// <summary>What an activity that plans has left over because a service failed.</summary>
/// <param name="Rest">What is left, and where it stands.</param>
/// <param name="WaitFor">How long to leave the service alone.</param>
public sealed record PlanningPutOff(BucketsToPlan Rest, TimeSpan WaitFor);
