using MailMaker.Core.Delivery.Rates;

namespace MailMaker.Core.Campaigns;

/// <summary>How fast a campaign may go. All limits hold together, whatever the number of workers and hosts.</summary>
public sealed record CampaignRate
{
    /// <summary>Messages in any 60 seconds, 1 to <see cref="RateLimit.MostPerMinute"/>; null: as fast as it goes.</summary>
    public int? PerMinute { get; init; }

    /// <summary>Messages in any 60 seconds to addresses of one domain; null: no such limit.</summary>
    public int? PerDomainPerMinute { get; init; }

    /// <summary>A limit that grows by day or hour, from the launch on when it names no other start; null: none.</summary>
    public RampUp? RampUp { get; init; }

    /// <summary>Every fault.</summary>
    public IEnumerable<Problem> Check() =>
        RateLimit.CheckPerMinute("/rate/perMinute", PerMinute)
            .Concat(RateLimit.CheckPerMinute("/rate/perDomainPerMinute", PerDomainPerMinute))
            .Concat(RampUp?.Check("/rate/rampUp") ?? []);
}
