using MailMaker.Core.Campaigns;
using MailMaker.Core.Lists;

namespace MailMaker.Tests.Campaigns.Properties;

/// <summary>Something that happens to a list and its campaigns.</summary>
internal abstract record CampaignStep
{
    private CampaignStep()
    {
    }

    /// <summary>Contacts come onto the list, or are there already.</summary>
    public sealed record Import(int Contacts) : CampaignStep;

    /// <summary>A full import removes a contact.</summary>
    public sealed record Remove(int Contact) : CampaignStep;

    /// <summary>A person leaves.</summary>
    public sealed record Leave(int Contact) : CampaignStep;

    /// <summary>A campaign begins.</summary>
    public sealed record Launch(CampaignPriority Priority, WhenCapped WhenCapped, int ExpiresAfterHours) : CampaignStep;

    /// <summary>A campaign is stopped.</summary>
    public sealed record Cancel(int Campaign) : CampaignStep;

    /// <summary>A campaign fails.</summary>
    public sealed record Fail(int Campaign) : CampaignStep;

    /// <summary>A failed campaign is launched again.</summary>
    public sealed record LaunchAgain(int Campaign) : CampaignStep;

    /// <summary>Time passes; a step of a day and the clock changes of a year among them.</summary>
    public sealed record Wait(int Minutes) : CampaignStep;

    /// <summary>The workers do what is due; the process ends at a write when that is not 0, or the channel is out of order.</summary>
    public sealed record Work(int CrashAt, bool AfterTheWrite, bool ChannelFails) : CampaignStep;
}
