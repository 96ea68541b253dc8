using MailMaker.Core;
using MailMaker.Core.Campaigns;

namespace MailMaker.Campaigns;

/// <summary>When a scheduled campaign is to go out instead.</summary>
public sealed record RescheduleRequest
{
    /// <inheritdoc cref="Campaign.Schedule"/>
    public CampaignSchedule? Schedule { get; init; }

    internal IEnumerable<Problem> Check() => Schedule?.Check() ?? [new("/schedule", "Say when it is to go out: at or localTime.")];
}
