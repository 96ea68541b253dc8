namespace MailMaker.Core.Campaigns;

/// <summary>What can be asked of, or happen to, a campaign.</summary>
public enum CampaignAction
{
    /// <summary>Launch it for a later moment, or move that moment.</summary>
    Schedule,

    /// <summary>Take it back from its schedule.</summary>
    Unschedule,

    /// <summary>Send it: it was launched for now, or the moment of its schedule has come.</summary>
    Launch,

    /// <summary>The audience is fixed.</summary>
    AudienceFixed,

    /// <summary>Hold it.</summary>
    Pause,

    /// <summary>Go on after a pause.</summary>
    Resume,

    /// <summary>Stop it for good, be it under way or failed.</summary>
    Cancel,

    /// <summary>The ledger sums to the audience.</summary>
    Complete,

    /// <summary>It can't be run.</summary>
    Fail,
}
